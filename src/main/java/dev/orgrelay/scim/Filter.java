package dev.orgrelay.scim;

import java.util.List;

/** Which groups, or which members, are meant (RFC 7644, 3.4.2.2). */
sealed interface Filter {

    /** What is asked: the values that an attribute has there. */
    interface Values {

        List<String> of(Attribute attribute);

        /** The members of a group; none of anything else. */
        default Iterable<Member> members() {
            return List.of();
        }
    }

    boolean matches(Values values);

    /** Whether members have to be known for it. */
    default boolean asksForMembers() {
        return false;
    }

    /** A whole filter with members somewhere in it. */
    record OfMembers(Filter filter) implements Filter {

        @Override
        public boolean matches(Values values) {
            return filter.matches(values);
        }

        @Override
        public boolean asksForMembers() {
            return true;
        }
    }

    record And(Filter one, Filter other) implements Filter {

        @Override
        public boolean matches(Values values) {
            return one.matches(values) && other.matches(values);
        }
    }

    record Or(Filter one, Filter other) implements Filter {

        @Override
        public boolean matches(Values values) {
            return one.matches(values) || other.matches(values);
        }
    }

    record Not(Filter filter) implements Filter {

        @Override
        public boolean matches(Values values) {
            return !filter.matches(values);
        }
    }

    /** The attribute has a value. */
    record Present(Attribute attribute) implements Filter {

        @Override
        public boolean matches(Values values) {
            return !values.of(attribute).isEmpty();
        }
    }

    /** One member is like that: {@code members[value eq "x"]}. */
    record AnyMember(Filter filter) implements Filter {

        @Override
        public boolean matches(Values values) {
            for (Member member : values.members()) {
                if (filter.matches(member::values)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One of the values of the attribute compares like that. */
    record Compare(Attribute attribute, Operator operator, String value) implements Filter {

        @Override
        public boolean matches(Values values) {
            String wanted = folded(value);
            return values.of(attribute).stream().anyMatch(found -> operator.holds(folded(found), wanted));
        }

        /** White space at an end is no part of a name, but may be one of a part of it. */
        private String folded(String text) {
            if (attribute.isCaseExact()) {
                return text;
            }
            return operator == Operator.EQ ? Group.folded(text) : Group.inOneCase(text);
        }
    }

    /** How a value is compared; {@code ne} is the opposite of {@code eq}, and {@code pr} compares nothing. */
    enum Operator {
        EQ,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        boolean holds(String found, String wanted) {
            return switch (this) {
                case EQ -> found.equals(wanted);
                case CO -> found.contains(wanted);
                case SW -> found.startsWith(wanted);
                case EW -> found.endsWith(wanted);
                case GT -> found.compareTo(wanted) > 0;
                case GE -> found.compareTo(wanted) >= 0;
                case LT -> found.compareTo(wanted) < 0;
                case LE -> found.compareTo(wanted) <= 0;
            };
        }
    }
}
