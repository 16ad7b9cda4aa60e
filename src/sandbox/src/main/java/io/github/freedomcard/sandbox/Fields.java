package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an object and their rules; other fields are ignored. */
final class Fields implements Rule {

  private final List<Rule> rules;

  private Fields(List<Rule> rules) {
    this.rules = rules;
  }

  /** Returns the rule of an object with these rules for one or several fields. */
  static Fields of(Rule... rules) {
    return new Fields(List.of(rules));
  }

  /** Returns a copy with another rule that is checked first. */
  Fields after(Rule first) {
    List<Rule> all = new ArrayList<>();
    all.add(first);
    all.addAll(rules);
    return new Fields(List.copyOf(all));
  }

  /** A required field. */
  static Rule required(String name, Rule rule) {
    return new FieldRule(name, true, rule);
  }

  /** An optional field; null is the same as absent. */
  static Rule optional(String name, Rule rule) {
    return new FieldRule(name, false, rule);
  }

  private record FieldRule(String name, boolean isRequired, Rule rule) implements Rule {

    @Override
    public void check(String path, JsonNode object, List<Violation> violations) {
      if (!isAbsent(object, name)) {
        rule.check(join(path, name), object.get(name), violations);
      } else if (isRequired) {
        violations.add(new Violation(join(path, name), "missing"));
      }
    }

    @Override
    public void findUnknown(String path, JsonNode object, UnknownFields unknown) {
      rule.findUnknown(join(path, name), object.path(name), unknown);
    }
  }

  /** Two fields of which exactly one must be set. */
  static Rule eitherOf(String first, String second) {
    return (path, object, violations) -> {
      if (isAbsent(object, first) == isAbsent(object, second)) {
        violations.add(
            new Violation(join(path, first), "set exactly one of " + first + " and " + second));
      }
    };
  }

  /** Requires fields of {@code member} if {@code field} has the value {@code when}. */
  static Rule requiredWhen(String field, int when, String member, String... names) {
    return (path, object, violations) -> {
      if (object.path(field).isInt() && object.path(field).intValue() == when) {
        for (String name : names) {
          if (object.path(member).isObject() && isAbsent(object.path(member), name)) {
            violations.add(
                new Violation(
                    join(join(path, member), name), "missing, required for " + field + " " + when));
          }
        }
      }
    };
  }

  /** Requires that one date-time is not after another; other rules check their format. */
  static Rule inOrder(String start, String end) {
    return (path, object, violations) -> {
      if (FieldRules.isDateTime(object.path(start))
          && FieldRules.isDateTime(object.path(end))
          && FieldRules.dateTime(object.path(start))
              .isAfter(FieldRules.dateTime(object.path(end)))) {
        violations.add(new Violation(join(path, start), "after " + end));
      }
    };
  }

  /** Returns the violations in {@code request}. */
  List<Violation> validate(JsonNode request) {
    List<Violation> violations = new ArrayList<>();
    check("", request, violations);
    return violations;
  }

  /** Returns a hint at the fields of {@code request} that are ignored; null if there are none. */
  @Nullable String hint(JsonNode request) {
    UnknownFields unknown = new UnknownFields();
    findUnknown("", request, unknown);
    return unknown.hint();
  }

  @Override
  public void check(String path, JsonNode value, List<Violation> violations) {
    if (!value.isObject()) {
      violations.add(new Violation(path, "not an object"));
      return;
    }
    for (Rule rule : rules) {
      rule.check(path, value, violations);
    }
  }

  @Override
  public void findUnknown(String path, JsonNode value, UnknownFields unknown) {
    Set<String> names = new LinkedHashSet<>();
    for (Rule rule : rules) {
      if (rule instanceof FieldRule field) {
        names.add(field.name());
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!names.contains(field.getKey())) {
        unknown.add(path, field.getKey(), names.stream().filter(name -> !value.has(name)).toList());
      }
    }
    for (Rule rule : rules) {
      rule.findUnknown(path, value, unknown);
    }
  }

  private static boolean isAbsent(JsonNode object, String name) {
    return !object.hasNonNull(name);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
