package dev.orgrelay.relay.reconcile;

import dev.orgrelay.configuration.Words;
import dev.orgrelay.plan.Policy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.config.spi.Converter;

/** How whole hierarchies are applied. */
@ConfigMapping(prefix = "orgrelay.reconcile")
interface ReconcileConfig {

    /**
     * What may be done: {@code create-only}, {@code upsert-only} (creates and updates) or {@code sync} (deletes as well). A request can choose another
     * one.
     */
    @WithDefault("upsert-only")
    @WithConverter(PolicyWord.class)
    Policy policy();

    /** The most organizations that one run deletes. Beyond it all deletes are held until a person releases them. */
    @WithDefault("10")
    int maxDeletes();

    /** The same in percent of the organizations that exist within the scope, 0 to 100. */
    @WithDefault("20")
    int maxDeletePercent();

    /** Converts the words of policies. */
    @SuppressWarnings("serial") // nobody writes it
    final class PolicyWord implements Converter<Policy> {
        @Override
        public Policy convert(String text) {
            return Words.convert(Policy.class, text);
        }
    }
}
