package dev.orgrelay.relay;

class MemoryDeadLettersTest extends DeadLettersContract {

    @Override
    protected DeadLetters place() {
        return new MemoryDeadLetters();
    }
}
