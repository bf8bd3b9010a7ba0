package dev.orgrelay.functionapp;

import java.util.List;
import java.util.Set;

/** Reads a function app as the Functions host does when it starts, and says everything that is wrong. */
final class FunctionAppRules {

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

    /** The host proxies HTTP functions to their path, and calls every other function by its name. */
    private void handled(FunctionApp app, Mistakes mistakes) {
        app.functions().forEach((name, function) -> {
            if (RouteRules.isHttp(function)) {
                String first = FunctionApp.route(name, function).split("/")[0];
                mistakes.unless(handler.resources().contains(first), name, "nothing answers at /api/" + first);
            } else {
                mistakes.unless(handler.functions().contains(name), name, "there is no Funqy function of this name");
            }
        });
    }
}
