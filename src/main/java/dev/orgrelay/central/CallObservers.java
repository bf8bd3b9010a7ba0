package dev.orgrelay.central;

/** Gives each application its observer. */
@FunctionalInterface
public interface CallObservers {

    /** The observer of the application with that name; {@link CallObserver#NONE} where nobody measures. */
    CallObserver of(String application);
}
