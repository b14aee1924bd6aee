using System.Globalization;
using System.Security.Cryptography;

namespace MedDist.Core.Auditing;

/// <summary>Closes and opens what only the installation's keys can make; <see cref="Open"/> returns null for what they did not. Supplied by what holds the keys.</summary>
public sealed record AuditSeals(Func<string, string> Close, Func<string, string?> Open);

/// <summary>What is chained, and how: pure, so that sealing and checking cannot differ.</summary>
public static class AuditChain
{
    /// <summary>Bytes of a row in a block: its id and its hash.</summary>
    public const int EntryLength = 48;

    private const int IdLength = 16;

    /// <summary>The hash of a block over all that it says.</summary>
    public static string HashOf(Guid tenant, AuditBook book, int number, string previous, DateTimeOffset through, DateTimeOffset sealedAt, ReadOnlySpan<byte> entries)
    {
        using var hash = new RowHash();
        hash.Add(tenant.ToString());
        hash.Add(book.ToString());
        hash.Add(number.ToString(CultureInfo.InvariantCulture));
        hash.Add(previous);
        hash.Add(through);
        hash.Add(sealedAt);
        hash.Add(entries);
        return Convert.ToHexString(hash.Done());
    }

    public static string HashOf(AuditBlock block) => HashOf(block.TenantId, block.Book, block.Number, block.PreviousHash, block.Through, block.SealedAt, block.Entries);

    /// <summary>What a seal closes: the hash, and for which place it is, so that no seal fits another.</summary>
    public static string Sealed(Guid tenant, AuditBook book, int number, string hash) => string.Create(CultureInfo.InvariantCulture, $"audit {tenant:N} {book} {number} {hash}");

    public static byte[] Entries(IReadOnlyList<AuditRow> rows)
    {
        var bytes = new byte[rows.Count * EntryLength];
        for (var i = 0; i < rows.Count; i++)
        {
            var entry = bytes.AsSpan(i * EntryLength, EntryLength);
            rows[i].Id.TryWriteBytes(entry, bigEndian: true, out _);
            rows[i].Hash.CopyTo(entry[IdLength..]);
        }

        return bytes;
    }

    /// <summary>The rows that a block speaks of; a torn end is left out, its hash tells.</summary>
    public static IEnumerable<(Guid Id, byte[] Hash)> Read(byte[] entries)
    {
        for (var at = 0; at + EntryLength <= entries.Length; at += EntryLength)
        {
            yield return (new Guid(entries.AsSpan(at, IdLength), bigEndian: true), entries[(at + IdLength)..(at + EntryLength)]);
        }
    }

    /// <summary>The hash of a change, over every column.</summary>
    public static byte[] HashOf(ActivityLog log)
    {
        using var hash = new RowHash();
        hash.Add(log.Id.ToString());
        hash.Add(log.TenantId.ToString());
        hash.Add(log.UserId?.ToString());
        hash.Add(log.Action);
        hash.Add(log.EntityType);
        hash.Add(log.EntityId?.ToString());
        hash.Add(log.IpAddress);
        hash.Add(log.UserAgent);
        hash.Add(log.CreatedAt);
        foreach (var change in log.Changes)
        {
            hash.Add(change.Field);
            hash.Add(change.Before);
            hash.Add(change.After);
        }

        // A database may keep the names of a JSON object in another order.
        foreach (var (name, value) in log.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            hash.Add(name);
            hash.Add(value);
        }

        return hash.Done();
    }

    /// <summary>The hash of an access, over every column.</summary>
    public static byte[] HashOf(PhiAccessLog log)
    {
        using var hash = new RowHash();
        hash.Add(log.Id.ToString());
        hash.Add(log.TenantId.ToString());
        hash.Add(log.UserId.ToString());
        hash.Add(log.ResourceType);
        hash.Add(log.ResourceIdentifier);
        hash.Add(log.Action.ToString());
        hash.Add(log.Reason);
        hash.Add(log.IpAddress);
        hash.Add(log.SessionId);
        hash.Add(log.AccessedAt);
        foreach (var subject in log.Subjects)
        {
            hash.Add(subject.ToString());
        }

        return hash.Done();
    }

    /// <summary>SHA-256 over values, each with its length before it, so that no value can run into the next.</summary>
    private sealed class RowHash : IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Add(string? text)
        {
            if (text is null)
            {
                hash.AppendData([0]);
                return;
            }

            hash.AppendData([1]);
            Add(System.Text.Encoding.UTF8.GetBytes(text));
        }

        public void Add(DateTimeOffset at) => Add(BitConverter.GetBytes(at.UtcTicks));

        public void Add(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        public byte[] Done() => hash.GetHashAndReset();

        public void Dispose() => hash.Dispose();
    }
}

/// <summary>A row of a book as the chain knows it.</summary>
public sealed record AuditRow(Guid Id, DateTimeOffset At, byte[] Hash);
