package dev.orgrelay.source.snapshot;

/** Takes what is wrong with a setting of the snapshot. */
public interface SettingMistakes {

    /**
     * @param setting its key, without that of the snapshot: {@code paging}
     * @param value what it is set to
     * @param allowed what would be right
     */
    void add(String setting, String value, String allowed);
}
