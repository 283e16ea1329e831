// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/// Pictures that are only passed on. They lie here for as long as a page takes to load everywhere: without that, a
/// picture that many look at would be asked of its home by every one of them.
final class Passing {

    private static final Duration KEPT = Duration.ofMinutes(5);

    /// A few hundred usual pictures.
    private static final long BYTES_MAX = 64L << 20;

    /// A file takes a block of the disk, however short it is.
    private static final int WEIGHT_MIN = 4_096;

    private record Held(Developed picture, long bytes) {

        int weight() {
            return Math.clamp(bytes, WEIGHT_MIN, Integer.MAX_VALUE);
        }
    }

    private final Cache<Attempt, Held> held = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .weigher((Attempt _, Held one) -> one.weight())
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .scheduler(Scheduler.systemScheduler())
            .removalListener(Passing::remove)
            .build();

    void hold(Attempt attempt, Developed picture) throws IOException {
        held.put(attempt, new Held(picture, Files.size(picture.file()) + Files.size(picture.smallFile())));
    }

    Optional<StoredFile> find(Attempt attempt, Size size) {
        return Optional.ofNullable(held.getIfPresent(attempt)).map(one -> {
            var picture = one.picture;
            return switch (size) {
                case ORIGINAL ->
                    new StoredFile(
                            picture.file(),
                            picture.picture().type(),
                            picture.file().toFile().length());
                case SMALL ->
                    new StoredFile(
                            picture.smallFile(),
                            picture.picture().smallType(),
                            picture.smallFile().toFile().length());
            };
        });
    }

    void clear() {
        held.invalidateAll();
        held.cleanUp();
    }

    private static void remove(Attempt attempt, Held one, RemovalCause cause) {
        try {
            one.picture.close();
        } catch (IOException e) {
            // The night removes what is left.
            System.getLogger("media").log(System.Logger.Level.DEBUG, "not removed: " + attempt.url() + ", " + cause, e);
        }
    }
}
