package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of an object and the rules that they are held to; fields beside these are passed over.
 */
final class Fields implements Rule {

  private final List<Rule> rules;

  private Fields(List<Rule> rules) {
    this.rules = rules;
  }

  /** An object with these fields, and with these rules about several of them. */
  static Fields of(Rule... rules) {
    return new Fields(List.of(rules));
  }

  /** The same with one more rule, which is checked first. */
  Fields after(Rule first) {
    List<Rule> all = new ArrayList<>();
    all.add(first);
    all.addAll(rules);
    return new Fields(List.copyOf(all));
  }

  /** A field that must be there. */
  static Rule required(String name, Rule rule) {
    return (path, object, broken) -> {
      if (isAbsent(object, name)) {
        broken.add(new Violation(join(path, name), "missing"));
      } else {
        rule.check(join(path, name), object.get(name), broken);
      }
    };
  }

  /** A field that may be left out, or be null. */
  static Rule optional(String name, Rule rule) {
    return (path, object, broken) -> {
      if (!isAbsent(object, name)) {
        rule.check(join(path, name), object.get(name), broken);
      }
    };
  }

  /** Two fields of which one must be there, and the other not. */
  static Rule eitherOf(String first, String second) {
    return (path, object, broken) -> {
      if (isAbsent(object, first) == isAbsent(object, second)) {
        broken.add(
            new Violation(join(path, first), "exactly one of it and " + second + " belongs here"));
      }
    };
  }

  /** Fields of {@code member} that must be there if {@code field} has the value {@code when}. */
  static Rule requiredWhen(String field, int when, String member, String... names) {
    return (path, object, broken) -> {
      if (object.path(field).isInt() && object.path(field).intValue() == when) {
        for (String name : names) {
          if (object.path(member).isObject() && isAbsent(object.path(member), name)) {
            broken.add(
                new Violation(
                    join(join(path, member), name), "missing, required for " + field + " " + when));
          }
        }
      }
    };
  }

  /** Two moments that may not stand in the wrong order; each is checked for itself elsewhere. */
  static Rule inOrder(String start, String end) {
    return (path, object, broken) -> {
      if (FieldRules.isMoment(object.path(start))
          && FieldRules.isMoment(object.path(end))
          && FieldRules.moment(object.path(start)).isAfter(FieldRules.moment(object.path(end)))) {
        broken.add(new Violation(join(path, start), "after " + end));
      }
    };
  }

  /** The rules that {@code request} breaks. */
  List<Violation> broken(JsonNode request) {
    List<Violation> broken = new ArrayList<>();
    check("", request, broken);
    return broken;
  }

  @Override
  public void check(String path, JsonNode value, List<Violation> broken) {
    if (!value.isObject()) {
      broken.add(new Violation(path, "not an object"));
      return;
    }
    for (Rule rule : rules) {
      rule.check(path, value, broken);
    }
  }

  private static boolean isAbsent(JsonNode object, String name) {
    return !object.hasNonNull(name);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
