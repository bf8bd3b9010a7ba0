package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InjectableContext;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/**
 * What a start may take, in counts that no other program on the machine changes; {@code QuietStartIT} counts the classes. Each bound leaves room for a third more than it
 * takes today: what doubles one is not in the way of the first event by chance.
 */
@QuarkusTest
class StartBudgetTest {

    @Test
    void sourcesOfSettingsAreAskedSeldom() {
        assertThat(AtStart.asked).isBetween(1, 3_400);
    }

    @Test
    void fewNamesAreListed() {
        assertThat(AtStart.lists).isBetween(1, 8);
        assertThat(AtStart.names).isBetween(1L, 200L);
    }

    @Test
    void onlyWhatTheFirstEventNeedsIsMade() {
        assertThat(AtStart.beans).hasSizeBetween(1, 75).noneMatch(bean -> bean.startsWith("dev.orgrelay.scim"));
    }

    /** The last that a start tells. */
    @Singleton
    static final class AtStart {

        private static int asked;
        private static int lists;
        private static long names;
        private static List<String> beans;

        void count(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start, Config config) {
            asked = Counted.ASKED.get();
            lists = Counted.LISTS.get();
            names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                    .filter(name -> name.startsWith("quarkus.") || name.startsWith("orgrelay."))
                    .count();
            beans = Stream.of(ApplicationScoped.class, Singleton.class)
                    .map(Arc.container()::getActiveContext)
                    .map(InjectableContext::getState)
                    .flatMap(state -> state.getContextualInstances().keySet().stream())
                    .map(InjectableBean::getBeanClass)
                    .map(Class::getName)
                    .filter(name -> name.startsWith("dev.orgrelay."))
                    .sorted()
                    .toList();
        }
    }

    /** Sets nothing, and is asked first. */
    public static final class Counted implements ConfigSource {

        private static final AtomicInteger ASKED = new AtomicInteger();
        private static final AtomicInteger LISTS = new AtomicInteger();

        @Override
        public String getValue(String key) {
            ASKED.incrementAndGet();
            return null;
        }

        @Override
        public Set<String> getPropertyNames() {
            LISTS.incrementAndGet();
            return Set.of();
        }

        @Override
        public int getOrdinal() {
            return 1_000;
        }

        @Override
        public String getName() {
            return "counted";
        }
    }
}
