package dev.orgrelay.storage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Gets Azurite from the npm registry, in exactly the versions that are written down, once for every clean build. */
final class AzuriteInstallation {

    static final Path FOLDER = Path.of("target", "azurite");
    static final Path MAIN = FOLDER.resolve(Path.of("node_modules", "azurite", "dist", "src", "azurite.js"));

    private static final Path WANTED = Path.of("src", "test", "azurite");
    private static final Path DONE = FOLDER.resolve("installed");
    private static final int MINUTES = 5;

    /** A property of the process, since application tests load this class once for each application. */
    private static final String OBSTACLE = "azurite.obstacle";

    private AzuriteInstallation() {}

    /** Why Azurite cannot be used here; empty if it can. What failed once is not tried again in this build. */
    static synchronized Optional<String> obstacle() {
        if (System.getProperty(OBSTACLE) == null) {
            System.setProperty(OBSTACLE, look().orElse(""));
        }
        return Optional.of(System.getProperty(OBSTACLE)).filter(obstacle -> !obstacle.isEmpty());
    }

    private static Optional<String> look() {
        if (!succeeds(List.of("node", "--version"), Path.of("."))) {
            return Optional.of("there is no Node.js");
        }
        return isDone() || install() ? Optional.empty() : Optional.of("npm could not install it");
    }

    private static boolean isDone() {
        return Files.exists(DONE);
    }

    /** One process at a time: others wait, and find it done. */
    private static boolean install() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel channel = FileChannel.open(
                    FOLDER.resolveSibling(FOLDER.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                channel.lock();
                return isDone() || installHere();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean installHere() throws IOException {
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(WANTED.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        boolean isInstalled = succeeds(List.of("npm", "ci", "--prefer-offline"), FOLDER);
        if (isInstalled) {
            Files.createFile(DONE);
        }
        return isInstalled;
    }

    private static boolean succeeds(List<String> command, Path folder) {
        File output = new File("target", "azurite-" + command.get(0) + ".log");
        try {
            output.getParentFile().mkdirs();
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            boolean hasEnded = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            return hasEnded && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
