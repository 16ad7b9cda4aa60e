package io.github.freedomcard.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/** Adds the sandbox to the application context of a test with {@link FreedomCardSandboxTest}. */
final class SandboxContextCustomizerFactory implements ContextCustomizerFactory {

  private static final String SANDBOX = "io.github.freedomcard.sandbox.FreedomCardSandbox";

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    return TestContextAnnotationUtils.hasAnnotation(testClass, FreedomCardSandboxTest.class)
        ? new SandboxContextCustomizer()
        : null;
  }

  /** All instances are equal, so that tests share application contexts. */
  private record SandboxContextCustomizer() implements ContextCustomizer {

    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      if (!ClassUtils.isPresent(SANDBOX, context.getClassLoader())) {
        throw new IllegalStateException(
            "@FreedomCardSandboxTest: add io.github.freedomcard:freedom-card-sandbox in test scope");
      }
      new AnnotatedBeanDefinitionReader((BeanDefinitionRegistry) context.getBeanFactory())
          .registerBean(FreedomCardSandboxConfiguration.class);
    }
  }
}
