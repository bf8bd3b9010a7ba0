package dev.orgrelay.source.mapping;

import com.dashjoin.jsonata.Functions;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native executable needs to know about JSONata.
 *
 * <p>The library finds each of its functions by name among the public methods of one class and calls it with {@code Method.invoke}. It uses no other
 * reflection, no resources, no {@code ServiceLoader} and no class loading by name.
 */
@RegisterForReflection(targets = Functions.class, fields = false)
final class JsonataReflection {

    private JsonataReflection() {}
}
