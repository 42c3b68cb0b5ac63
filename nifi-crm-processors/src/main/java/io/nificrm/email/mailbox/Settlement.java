package io.nificrm.email.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** Does to messages what {@link AfterReading} says. Doing it twice is as good as once. */
final class Settlement {
    private static final int AT_ONCE = 500;

    private final AfterReading what;
    private final Optional<String> moveTo;

    Settlement(AfterReading what, Optional<String> moveTo) {
        this.what = what;
        this.moveTo = moveTo;
    }

    /** Settles the messages up to a UID, which NiFi holds for good; those that were not read whole stay as they are. */
    void settle(IMAPFolder folder, FolderCursor cursor, long upTo) throws MessagingException {
        Message[] found = folder.getMessagesByUID(cursor.settled() + 1, upTo);
        for (int from = 0; from < found.length; from += AT_ONCE) {
            Message[] some =
                    wanted(folder, cursor, Arrays.copyOfRange(found, from, Math.min(found.length, from + AT_ONCE)));
            if (some.length > 0) {
                settle(folder, some);
            }
        }
    }

    private static Message[] wanted(IMAPFolder folder, FolderCursor cursor, Message[] some) throws MessagingException {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(some, profile);
        List<Message> wanted = new ArrayList<>();
        for (Message message : some) {
            if (message.isExpunged()) {
                continue;
            }
            long uid = folder.getUID(message);
            Instant received = Optional.ofNullable(message.getReceivedDate())
                    .map(java.util.Date::toInstant)
                    .orElse(Instant.EPOCH);
            if (!cursor.kept().contains(uid) && !cursor.tooOld(uid, received)) {
                wanted.add(message);
            }
        }
        return wanted.toArray(Message[]::new);
    }

    private void settle(IMAPFolder folder, Message[] some) throws MessagingException {
        switch (what) {
            case LEAVE -> {
                // nothing changes on the server
            }
            case MARK_SEEN -> folder.setFlags(some, new Flags(Flags.Flag.SEEN), true);
            case MOVE -> move(folder, some);
            case DELETE -> delete(folder, some);
        }
    }

    private void move(IMAPFolder folder, Message[] some) throws MessagingException {
        Folder target = folder.getStore().getFolder(moveTo.orElseThrow());
        if (((IMAPStore) folder.getStore()).hasCapability("MOVE")) {
            folder.moveMessages(some, target);
        } else {
            folder.copyMessages(some, target);
            delete(folder, some);
        }
    }

    /**
     * A server without UIDPLUS (RFC 4315) can only remove all that anybody has marked as deleted; there the messages stay
     * marked until a mail program cleans up.
     */
    private static void delete(IMAPFolder folder, Message[] some) throws MessagingException {
        folder.setFlags(some, new Flags(Flags.Flag.DELETED), true);
        if (((IMAPStore) folder.getStore()).hasCapability("UIDPLUS")) {
            folder.expunge(some);
        }
    }
}
