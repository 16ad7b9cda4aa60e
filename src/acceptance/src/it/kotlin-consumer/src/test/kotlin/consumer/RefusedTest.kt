package consumer

import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import java.nio.file.Path
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Checks that the compiler rejects exactly the marked lines of a source. */
class RefusedTest {

  @Test
  fun refusesTheMarkedLinesOnly(@TempDir classes: Path) {
    val source = File("src/refused/Refused.kt")
    val output = ByteArrayOutputStream()
    val code =
        K2JVMCompiler()
            .exec(
                PrintStream(output, true, Charsets.UTF_8),
                "-no-stdlib",
                "-no-reflect",
                "-Xjspecify-annotations=strict",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.path)
    val marked = source.readLines().withIndex().filter { "// refused" in it.value }
    val refused =
        Regex("""Refused\.kt:(\d+):\d+: error: (.*)""")
            .findAll(output.toString())
            .onEach { println(it.groupValues[2]) }
            .map { it.groupValues[1].toInt() }
            .toSortedSet()

    assertFalse(marked.isEmpty())
    assertEquals(marked.map { it.index + 1 }, refused.toList()) { output.toString() }
    assertEquals(ExitCode.COMPILATION_ERROR, code)
  }
}
