package dev.orgrelay.relay;

class MemoryRecordsTest extends RecordsContract {

    @Override
    protected Records records() {
        return Records.inMemory();
    }
}
