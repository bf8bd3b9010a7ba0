package dev.orgrelay.functionapp;

import java.util.List;
import java.util.Set;

/** Reads a function app as the Functions host does when it starts, and says everything that is wrong. */
final class FunctionAppRules {

    /** What proves itself, and what everybody may see; whether or not it is there yet, the host must not ask for a key. */
    private static final Set<String> OPEN = Set.of("events", "scim", "console", "health", "openapi");

    private final Set<String> settings;
    private final HandlerPaths handler;

    FunctionAppRules(Set<String> settings, HandlerPaths handler) {
        this.settings = settings;
        this.handler = handler;
    }

    List<String> mistakesOf(FunctionApp app) {
        Mistakes mistakes = new Mistakes();
        HostRules host = new HostRules(mistakes);
        host.check(app.host());
        host.checkHandler(app.host());
        BindingRules bindings = new BindingRules(mistakes);
        TriggerRules triggers = new TriggerRules(mistakes, settings);
        app.functions().forEach((name, function) -> {
            bindings.check(name, function);
            triggers.check(name, FunctionApp.trigger(function));
        });
        new RouteRules(mistakes).check(app);
        handled(app, mistakes);
        return mistakes.all();
    }

    /** What takes the rest takes it from whatever answers there. */
    private boolean isAnswered(String first) {
        return first.startsWith("{*") || handler.resources().contains(first) || OPEN.contains(first);
    }

    /** The host proxies HTTP functions to their path, and calls every other function by its name. */
    private void handled(FunctionApp app, Mistakes mistakes) {
        app.functions().forEach((name, function) -> {
            if (RouteRules.isHttp(function)) {
                String first = FunctionApp.route(name, function).split("/")[0];
                mistakes.unless(isAnswered(first), name, "nothing answers at /api/" + first);
                boolean isOpen =
                        FunctionApp.trigger(function).path("authLevel").asText().equals("anonymous");
                mistakes.unless(!isOpen || OPEN.contains(first), name, "whoever calls it has to bring a key");
            } else {
                mistakes.unless(handler.functions().contains(name), name, "there is no Funqy function of this name");
            }
        });
    }
}
