package org.tributary.hub.ingest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.tributary.hub.ingest.IntakeRefused.Reason;
import org.tributary.hub.ingest.IntakeRoom.Seat;
import org.tributary.hub.ops.TestHub;
import org.tributary.mapping.CareSetting;

/** What finds no room is refused at once, and there is room again as soon as what took it is done. */
class IntakeRoomTest {

    private static IntakeSettings settings(int parallel, int waiting, Duration patience) {
        return new IntakeSettings(DataSize.ofKilobytes(100), DataSize.ofKilobytes(150), parallel, waiting, patience,
                10, Optional.empty(), Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1),
                Optional.empty());
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAndWhoWaitsIsServed() throws Exception {
        IntakeRoom room = new IntakeRoom(settings(1, 1, Duration.ofSeconds(30)));
        CountDownLatch held = new CountDownLatch(1);
        try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
            Future<String> working = senders.submit(() -> room.inTurn(() -> {
                awaitQuietly(held);
                return "worked";
            }));
            await().atMost(10, SECONDS).until(() -> room.waiting() == 0 && !working.isDone());
            Future<String> waiting = senders.submit(() -> room.inTurn(() -> "waited"));
            await().atMost(10, SECONDS).until(() -> room.waiting() == 1);
            assertThatThrownBy(() -> room.inTurn(() -> "refused")).isInstanceOfSatisfying(IntakeRefused.class,
                    refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.BUSY);
                        assertThat(refused.retryAfter()).isPositive();
                    });
            held.countDown();
            assertThat(working.get()).isEqualTo("worked");
            assertThat(waiting.get()).isEqualTo("waited");
        }
        assertThat(room.inTurn(() -> "normal")).isEqualTo("normal");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void bytesOfAllDoorsTogetherAreBounded() throws Exception {
        IntakeRoom room = new IntakeRoom(settings(1, 1, Duration.ZERO));
        try (Seat first = room.seat(); Seat second = room.seat()) {
            assertThat(first.read(new ByteArrayInputStream(new byte[100_000]), 100_000)).hasSize(100_000);
            assertThatThrownBy(() -> second.read(new ByteArrayInputStream(new byte[100_000]), 100_000))
                    .isInstanceOf(IntakeRefused.class);
        }
        assertThat(room.bytes()).isZero();
        try (Seat seat = room.seat()) {
            // One byte too many is told by the length, without reading the rest.
            assertThat(seat.read(new ByteArrayInputStream(new byte[10_000_000]), 100_000).length)
                    .isBetween(100_001, 140_000);
        }
    }

    @Test
    void documentsForLaterAreRefusedWhenTooManyWait() {
        try (TestHub hub = TestHub.start()) {
            Feed feed = hub.addFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2");
            // Nobody works in a hub without doors, so whatever is accepted waits.
            int accepted = 0;
            for (int number = 1; number <= 3; number++) {
                hub.intake().accept(delivery(feed, number));
                accepted++;
            }
            int waiting = hub.get(CommitLine.class)
                    .change(transaction -> hub.get(Messages.class).countWaiting(transaction, 2));
            assertThat(accepted).isEqualTo(3);
            assertThat(waiting).as("counted no further than asked").isEqualTo(2);
            assertThat(hub.intake().accept(delivery(feed, 1))).as("the same again")
                    .isEqualTo(hub.intake().accept(delivery(feed, 1)));
        }
    }

    private static Delivery delivery(Feed feed, int number) {
        return new Delivery(feed, Door.HTTP, Admissions.bytes(Admissions.admission("W" + number, number)),
                Optional.empty());
    }
}
