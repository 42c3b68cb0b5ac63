package io.nificrm.insight.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An immutable map from a word's hash to a number: open addressing over two flat arrays, so that a look-up allocates nothing.
 * Words that share a hash share a value; at 32 bits that is rare enough not to matter.
 */
public final class HashTable {
    /** Values are kept in steps of this, so that a table that was written and read again is the same. */
    private static final float STEP = 1 / 256f;

    private static final int MOST_WORDS = 1 << 22;

    static final HashTable EMPTY = of(new int[0], new float[0]);

    private final int[] keys;
    private final float[] values;
    private final int mask;

    private HashTable(int[] keys, float[] values) {
        this.keys = keys;
        this.values = values;
        this.mask = keys.length - 1;
    }

    /**
     * @param hashes the keys, none of them 0; the first of equal ones wins
     * @param numbers a value for each
     */
    public static HashTable of(int[] hashes, float[] numbers) {
        int capacity = Integer.highestOneBit(Math.max(8, hashes.length * 2)) * 2;
        HashTable table = new HashTable(new int[capacity], new float[capacity]);
        for (int i = 0; i < hashes.length; i++) {
            int slot = table.slot(hashes[i]);
            if (table.keys[slot] == 0) {
                table.keys[slot] = hashes[i];
                table.values[slot] = Math.round(numbers[i] / STEP) * STEP;
            }
        }
        return table;
    }

    /** These words and those of {@code others} that are none of these. */
    HashTable with(HashTable others) {
        int[] hashes = IntStream.concat(
                        Arrays.stream(keys).filter(key -> key != 0),
                        Arrays.stream(others.keys).filter(key -> key != 0))
                .toArray();
        float[] numbers = new float[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            numbers[i] = get(hashes[i], others.get(hashes[i], 0));
        }
        return of(hashes, numbers);
    }

    static HashTable ofWords(String words) {
        int[] hashes = Arrays.stream(words.split(" ")).mapToInt(Hashes::of).toArray();
        float[] ones = new float[hashes.length];
        Arrays.fill(ones, 1f);
        return of(hashes, ones);
    }

    private int slot(int hash) {
        int slot = hash & mask;
        while (keys[slot] != 0 && keys[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    public boolean contains(int hash) {
        return keys[slot(hash)] == hash;
    }

    /** The value of the word, or {@code absent}. */
    public float get(int hash, float absent) {
        int slot = slot(hash);
        return keys[slot] == hash ? values[slot] : absent;
    }

    /** Writes the words' hashes in ascending order, then their values. */
    public void writeTo(DataOutput out) throws IOException {
        int[] sorted = Arrays.stream(keys).filter(key -> key != 0).sorted().toArray();
        out.writeInt(sorted.length);
        for (int key : sorted) {
            out.writeInt(key);
        }
        for (int key : sorted) {
            out.writeShort(Math.round(get(key, 0) / STEP));
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static HashTable readFrom(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_WORDS) {
            throw new IOException("The model is damaged: a word table claims " + count + " words");
        }
        int[] hashes = new int[count];
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = in.readInt();
        }
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readShort() * STEP;
        }
        return of(hashes, numbers);
    }
}
