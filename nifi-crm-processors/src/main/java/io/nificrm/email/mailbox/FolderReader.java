package io.nificrm.email.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.protocol.BODY;

/** Reads messages of an open folder in the order of their UIDs, without changing them (BODY.PEEK). */
final class FolderReader {
    /** So many bytes of messages are gathered at once, and one message more. */
    private static final int BATCH_BYTES = 8 << 20;

    private static final int KEPT_OF_HEADER = 256 << 10;
    private static final int PIECE = 1 << 20;
    private static final int UIDS_AT_ONCE = 1000;

    private final int batch;
    private final int maxMessageBytes;

    /**
     * @param batch how many messages at once
     * @param maxMessageBytes of a larger message only the header is read
     */
    FolderReader(int batch, int maxMessageBytes) {
        this.batch = batch;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Reads on behind a cursor, as far as one batch goes. */
    MailBatch read(IMAPFolder folder, FolderCursor cursor) throws MessagingException, InterruptedException {
        long last = lastUid(folder);
        long reached = cursor.delivered();
        Message[] found = {};
        for (long window = UIDS_AT_ONCE; found.length == 0 && reached < last; window = Math.min(window * 2, 1L << 30)) {
            long to = Math.min(last, reached + window);
            found = folder.getMessagesByUID(reached + 1, to);
            if (found.length == 0) {
                reached = to;
            }
        }
        MailBatch gathered = new MailBatch(cursor.reached(reached, Optional.empty()));
        folder.fetch(found, profile());
        for (Message message : found) {
            if (gathered.count() >= batch || gathered.bytes() >= BATCH_BYTES || gathered.isRefusal()) {
                return gathered.withMore();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!take((IMAPMessage) message, folder, gathered)) {
                return gathered.withMore();
            }
        }
        return gathered.cursor().delivered() < last ? gathered.withMore() : gathered;
    }

    /** No message has a greater UID; 0 where there is none. */
    static long lastUid(IMAPFolder folder) throws MessagingException {
        long next = folder.getUIDNext();
        if (next > 0) {
            return next - 1;
        }
        int count = folder.getMessageCount();
        return count == 0 ? 0 : folder.getUID(folder.getMessage(count));
    }

    private static FetchProfile profile() {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        return profile;
    }

    /** Adds a message to a batch; false where it has to wait for the next one. */
    private boolean take(IMAPMessage message, IMAPFolder folder, MailBatch gathered) throws MessagingException {
        long uid = folder.getUID(message);
        try {
            Instant received = Optional.ofNullable(message.getReceivedDate())
                    .map(java.util.Date::toInstant)
                    .orElse(Instant.EPOCH);
            if (gathered.cursor().tooOld(uid, received)) {
                gathered.passed(uid);
                return true;
            }
            if (message.getSize() > maxMessageBytes) {
                return refuse(message, folder, gathered, uid, received, tooLarge(message.getSize() + " bytes"));
            }
            Optional<byte[]> content = bytes(message, folder, "", maxMessageBytes + 1);
            if (content.isEmpty()) {
                return refuse(message, folder, gathered, uid, received, "the server gave no content for the message");
            }
            if (content.get().length > maxMessageBytes) {
                return refuse(message, folder, gathered, uid, received, tooLarge("more than it was said to be"));
            }
            gathered.add(uid, received, content.get());
            return true;
        } catch (MessageRemovedException removedMeanwhile) {
            gathered.passed(uid);
            return true;
        } catch (FolderClosedException | StoreClosedException e) {
            return lost(gathered, e);
        } catch (MessagingException e) {
            if (message.isExpunged()) {
                gathered.passed(uid);
                return true;
            }
            if (MailServerWords.passing(MailServerWords.words(e))) {
                return lost(gathered, e);
            }
            String reason = "the server does not give the message out: " + MailServerWords.words(e);
            return refuse(message, folder, gathered, uid, Instant.EPOCH, reason);
        }
    }

    /** A section of a message, piece by piece (BODY.PEEK[section]&lt;start.size&gt;); empty where the server has none. */
    private static Optional<byte[]> bytes(IMAPMessage message, IMAPFolder folder, String section, int most)
            throws MessagingException {
        int number = message.getMessageNumber();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (content.size() < most) {
            int start = content.size();
            int wanted = Math.min(PIECE, most - start);
            BODY piece = (BODY) folder.doCommand(protocol -> protocol.peekBody(number, section, start, wanted));
            ByteArray bytes = piece == null ? null : piece.getByteArray();
            if (bytes == null) {
                return start == 0 ? Optional.empty() : Optional.of(content.toByteArray());
            }
            content.write(bytes.getBytes(), bytes.getStart(), bytes.getCount());
            if (bytes.getCount() < wanted) {
                break;
            }
        }
        return Optional.of(content.toByteArray());
    }

    private String tooLarge(String size) {
        return "the message is larger than Maximum Message Size (" + size + ", allowed are " + maxMessageBytes
                + "); only its header was read";
    }

    /** What was read whole before the connection broke is not read again. */
    private static boolean lost(MailBatch gathered, MessagingException failure) throws MessagingException {
        if (gathered.count() > 0) {
            return false;
        }
        throw failure;
    }

    /** A message that cannot be had whole makes a batch of its own: its header and the reason. */
    private static boolean refuse(
            IMAPMessage message, IMAPFolder folder, MailBatch gathered, long uid, Instant received, String reason)
            throws MessagingException {
        if (gathered.count() > 0) {
            return false;
        }
        gathered.refuse(uid, received, header(message, folder), reason);
        return true;
    }

    private static byte[] header(IMAPMessage message, IMAPFolder folder) throws MessagingException {
        try {
            return bytes(message, folder, "HEADER", KEPT_OF_HEADER).orElse(new byte[0]);
        } catch (MessagingException e) {
            if (folder.isOpen()) {
                return new byte[0]; // a server that refuses the message may refuse its header too
            }
            throw e;
        }
    }
}
