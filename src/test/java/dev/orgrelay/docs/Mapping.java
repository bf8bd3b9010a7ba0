package dev.orgrelay.docs;

import com.sun.source.tree.MethodTree;
import io.smallrye.config.common.utils.StringUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of one tree of interfaces with {@code @ConfigMapping} at its top. */
final class Mapping {

    /** Where a default is not a constant, the Javadoc says it in a sentence of its own. */
    private static final Pattern DEFAULT_IN_WORDS = Pattern.compile(" ?(?:No default|Default: (.+?))\\.(?= |$)");

    private final SourceCode code;
    private final SourceType top;
    private final List<KeyGroup> groups = new ArrayList<>();

    private Mapping(SourceCode code, SourceType top, String prefix) {
        this.code = code;
        this.top = top;
        add(prefix, code.javadoc(top), top);
    }

    static List<Mapping> in(SourceCode code) {
        return code.types().stream()
                .flatMap(type ->
                        type
                                .annotation("ConfigMapping", "prefix")
                                .map(prefix -> new Mapping(code, type, prefix))
                                .stream())
                .toList();
    }

    /** The name of the interface at the top, without its package. */
    String name() {
        return top.name().substring(top.name().lastIndexOf('.') + 1);
    }

    /** From the top down. A group can have no keys of its own. */
    List<KeyGroup> groups() {
        return List.copyOf(groups);
    }

    private void add(String prefix, List<String> introduction, SourceType type) {
        List<Key> keys = new ArrayList<>();
        groups.add(new KeyGroup(prefix, introduction, keys));
        for (MethodTree method : type.abstractMethods()) {
            KeyType keyType = KeyType.of(method.getReturnType());
            String name = keyType.isByName() ? name(prefix, method) + "." + Key.CHOSEN : name(prefix, method);
            Optional<SourceType> declared = code.find(keyType.value(), type);
            Optional<SourceType> below = declared.filter(SourceType::isInterface)
                    .filter(group ->
                            SourceType.annotation(method, "WithConverter").isEmpty());
            if (below.isPresent()) {
                add(name, introduction(type, method, below.get()), below.get());
            } else {
                keys.add(key(name, keyType, declared, method, type));
            }
        }
    }

    private static String name(String prefix, MethodTree method) {
        if (SourceType.annotation(method, "WithParentName").isPresent()) {
            return prefix;
        }
        String own = SourceType.annotation(method, "WithName")
                .orElseGet(() -> StringUtil.skewer(method.getName().toString()));
        return prefix + "." + own;
    }

    /** The first paragraph about a type says what it is, and the method that leads to it says that already. */
    private List<String> introduction(SourceType user, MethodTree method, SourceType below) {
        return Stream.concat(
                        code.javadoc(user, method).stream(),
                        code.javadoc(below).stream().skip(1))
                .toList();
    }

    private Key key(String name, KeyType keyType, Optional<SourceType> constants, MethodTree method, SourceType type) {
        String description = code.javadoc(type, method).get(0);
        Optional<String> constant = SourceType.annotation(method, "WithDefault").map(value -> "`" + value + "`");
        Matcher inWords = DEFAULT_IN_WORDS.matcher(description);
        if (constant.isEmpty() && inWords.find()) {
            String whenNotSet = Optional.ofNullable(inWords.group(1)).orElse("none");
            return new Key(
                    name,
                    keyType.words(constants),
                    whenNotSet,
                    inWords.replaceFirst("").strip());
        }
        String whenNotSet = constant.orElse(keyType.isOptional() ? "none" : "none; must be set");
        return new Key(name, keyType.words(constants), whenNotSet, description);
    }
}
