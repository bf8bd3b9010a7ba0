package dev.orgrelay.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that needs Azurite; it is skipped, and says so, where Azurite cannot be had. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnAzurite.Condition.class)
public @interface OnAzurite {

    /** Looks for Azurite before anything else is started. */
    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AzuriteInstallation.obstacle()
                    .map(obstacle -> skipped(context, obstacle))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("Azurite is there"));
        }

        private static ConditionEvaluationResult skipped(ExtensionContext context, String obstacle) {
            String reason = context.getDisplayName() + " is skipped: it needs Azurite, and " + obstacle;
            System.err.println(reason);
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
