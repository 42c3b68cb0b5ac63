package io.nificrm.email.mailbox;

import io.nificrm.source.Check;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformException;
import io.nificrm.source.SourceClient;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * Reads folders of a mailbox by IMAP (RFC 3501), message by message in the order of their UIDs.
 *
 * <p>What is to happen to a message afterwards happens in a later run, to messages of which the saved cursor says that they
 * were handed over: so nothing is lost on the server before NiFi holds it for good.
 */
public final class MailboxClient implements SourceClient<MailFolder> {
    /** How far before the last message to begin again when a folder was numbered anew: dates of a search have no time. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final MailboxSettings settings;
    private final MailboxConnection connection;
    private final FolderReader reader;
    private final Settlement settlement;
    private final Clock clock;
    private Map<String, String> saved = Map.of();

    MailboxClient(MailboxSettings settings, Clock clock) {
        this.settings = settings;
        this.connection = new MailboxConnection(settings);
        this.reader = new FolderReader(settings.batch(), settings.maxMessageBytes());
        this.settlement = new Settlement(settings.afterReading(), settings.moveTo());
        this.clock = clock;
    }

    @Override
    public String format() {
        return "mime";
    }

    /** A mail server names no time at which to come again; what is refused for a while is left alone longer each time. */
    @Override
    public Instant notBefore(MailFolder target) {
        return Instant.MIN;
    }

    @Override
    public void restore(Map<String, String> cursors) {
        saved = cursors;
    }

    @Override
    public Page fetch(MailFolder target, Optional<String> cursor) throws PlatformException, InterruptedException {
        List<String> notices = new ArrayList<>(connection.alerts());
        IMAPFolder folder = connection.open(target.path(), settings.afterReading() != AfterReading.LEAVE);
        try {
            FolderCursor here = place(folder, cursor, notices);
            here = settled(folder, target, here, notices);
            MailBatch batch = reader.read(folder, here);
            FolderCursor next = settings.afterReading() == AfterReading.LEAVE
                    ? batch.cursor().settledUpTo(batch.cursor().delivered())
                    : batch.cursor();
            notices.addAll(connection.alerts());
            return batch.page(next, settings.address(target, here.validity()), clock.instant(), notices);
        } catch (MessagingException e) {
            throw connection.failed(e, target.path() + " on " + settings.server());
        } finally {
            close(folder);
        }
    }

    /** Where to read on: at the cursor as long as its UIDs count, else at a date. */
    private FolderCursor place(IMAPFolder folder, Optional<String> cursor, List<String> notices)
            throws MessagingException, PlatformException {
        long validity = folder.getUIDValidity();
        if (cursor.isEmpty()) {
            return since(folder, validity, clock.instant().minus(settings.initialBacklog()));
        }
        FolderCursor known = FolderCursor.parse(cursor.get());
        if (known.validity() == validity) {
            return known;
        }
        Instant from = known.newest()
                .map(time -> Instant.parse(time).minus(OVERLAP))
                .or(() -> known.floor().map(Instant::parse))
                .orElseGet(() -> clock.instant().minus(settings.initialBacklog()));
        notices.add("the server has numbered its messages anew (UIDVALIDITY " + known.validity() + " became " + validity
                + "); what arrived since " + from + " is read again. Next step: nothing, touchpoints keep their ids, so"
                + " nothing is counted twice");
        return since(folder, validity, from);
    }

    private static FolderCursor since(IMAPFolder folder, long validity, Instant from) throws MessagingException {
        long last = FolderReader.lastUid(folder);
        // a search knows only days, in the server's zone
        Message[] found =
                folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(from.minus(Duration.ofDays(1)))));
        long first = last + 1;
        for (Message message : found) {
            first = Math.min(first, folder.getUID(message));
        }
        return FolderCursor.startingAfter(validity, first - 1, from, last);
    }

    private FolderCursor settled(IMAPFolder folder, MailFolder target, FolderCursor here, List<String> notices)
            throws MessagingException, PlatformException {
        String committed = saved.get(target.stateKey());
        if (settings.afterReading() == AfterReading.LEAVE || committed == null) {
            return here;
        }
        FolderCursor safe = FolderCursor.parse(committed);
        if (safe.validity() != here.validity() || safe.delivered() <= here.settled()) {
            return here;
        }
        try {
            settlement.settle(folder, here, safe.delivered());
            return here.settledUpTo(safe.delivered());
        } catch (MessagingException e) {
            if (!folder.isOpen()) {
                throw e;
            }
            // reading must not wait until somebody has mended this
            notices.add("After Reading (" + settings.afterReading().getDisplayName() + ") failed: "
                    + MailServerWords.words(e)
                    + ". Next step: see that the folder of Move To exists and that the account may change this one; it"
                    + " is tried again");
            return here;
        }
    }

    private static void close(IMAPFolder folder) {
        try {
            if (folder.isOpen()) {
                folder.close(false);
            }
        } catch (MessagingException alreadyLost) {
            // the next run finds out whether the connection still works
        }
    }

    @Override
    public List<Check> verifySettings() {
        List<Check> checks = new ArrayList<>();
        try {
            IMAPStore store = connection.store();
            checks.add(Check.successful(
                    "Sign in", "Signed in to " + settings.server() + " as " + settings.user() + alertsShown()));
            if (settings.afterReading() == AfterReading.MOVE) {
                checks.add(verifyTarget(store));
            }
        } catch (PlatformException e) {
            checks.add(Check.failed("Sign in", e.getMessage() + ". Next step: " + e.nextStep()));
        }
        return checks;
    }

    private String alertsShown() {
        List<String> alerts = connection.alerts();
        return alerts.isEmpty() ? "." : "; " + String.join("; ", alerts);
    }

    @Override
    public Check verify(MailFolder target) {
        String step = "Folder " + target.path();
        try {
            IMAPFolder folder = connection.open(target.path(), settings.afterReading() != AfterReading.LEAVE);
            try {
                return Check.successful(
                        step,
                        "It holds " + folder.getMessageCount() + " messages, " + folder.getUnreadMessageCount()
                                + " of them unread.");
            } finally {
                close(folder);
            }
        } catch (PlatformException e) {
            return Check.failed(step, e.getMessage() + ". There are: " + names());
        } catch (MessagingException e) {
            return Check.failed(step, MailServerWords.words(e));
        }
    }

    private Check verifyTarget(IMAPStore store) {
        String step = "Folder of Move To";
        String path = settings.moveTo().orElse("");
        try {
            return store.getFolder(path).exists()
                    ? Check.successful(step, path + " exists.")
                    : Check.failed(step, path + " does not exist; make it in a mail program. There are: " + names());
        } catch (MessagingException e) {
            return Check.failed(step, MailServerWords.words(e));
        }
    }

    private String names() {
        try {
            return String.join(
                    ", ",
                    Arrays.stream(connection.store().getDefaultFolder().list("*"))
                            .limit(50)
                            .map(Folder::getFullName)
                            .toList());
        } catch (MessagingException | PlatformException e) {
            return "(the server does not say)";
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
