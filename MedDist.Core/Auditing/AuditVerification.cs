using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>Walks along the chains of the caller's tenant and says what is wrong where. Each check is kept.</summary>
public sealed class AuditVerification(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, AuditSealing sealing, AuditSeals seals, TimeProvider clock)
{
    /// <summary>What a coordinator is told where something is wrong.</summary>
    public const string Tampered = "audit.tampered";

    /// <summary>Seals what is not sealed yet, and checks everything. Fails for roles that may not see the audit trail.</summary>
    public async Task<Result<AuditCheck>> VerifyAsync(CancellationToken cancel = default)
    {
        if (call.Role is not null && !AuditPermissions.MayView(call.Role))
        {
            return AuditFailures.NotYours;
        }

        var started = clock.GetUtcNow();
        await sealing.SealAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var before = await db.AuditChecks.AsNoTracking().OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Select(c => c.Heads).FirstOrDefaultAsync(cancel) ?? [];
        List<AuditWalk> walks = [];
        foreach (var book in Enum.GetValues<AuditBook>())
        {
            var walk = new AuditWalk(db, book, seals);
            await walk.RunAsync(before.FirstOrDefault(h => h.Book == book), cancel);
            walks.Add(walk);
        }

        var check = CheckOf(walks, started);
        db.Add(check);
        if (check.Wrong > 0 && call.Role is null)
        {
            await db.NotifyCoordinatorsAsync(Tampered, "The audit trail does not match its seals", $"{check.Wrong:N0} places were changed past the application. Look at what was found, and tell whoever runs the database.", "/audit/checks", cancel);
        }

        await db.SaveChangesAsync(cancel);
        return check;
    }

    private AuditCheck CheckOf(IReadOnlyList<AuditWalk> walks, DateTimeOffset started) => new()
    {
        StartedAt = started,
        EndedAt = clock.GetUtcNow(),
        Rows = walks.Sum(w => w.Rows),
        Blocks = walks.Sum(w => w.Blocks),
        NotChecked = walks.Sum(w => w.NotSealed),
        Wrong = walks.Sum(w => w.Wrong),
        Findings = [.. walks.SelectMany(w => w.Findings).Take(AuditCheck.MostFindings)],
        Heads = [.. walks.Select(w => w.Head).OfType<AuditHead>()],
        UserId = call.UserId,
        ByName = call.UserName,
    };
}

/// <summary>One walk along one chain, block after block; holds no more than a block and its neighbours.</summary>
internal sealed class AuditWalk(MedDistDbContext db, AuditBook book, AuditSeals seals)
{
    private const int BlocksAtOnce = 20;

    private readonly List<AuditFinding> findings = [];

    // Rows of the stretch walked so far that no block has spoken of yet.
    private readonly Dictionary<Guid, AuditRow> unclaimed = [];
    private readonly HashSet<Guid> moved = [];
    private (int Number, string Hash, DateTimeOffset? Through) last = (0, "", null);
    private bool headSeen;

    public IReadOnlyList<AuditFinding> Findings => findings;

    public int Wrong { get; private set; }

    public int Rows { get; private set; }

    public int Blocks { get; private set; }

    public int NotSealed { get; private set; }

    public AuditHead? Head => last.Number > 0 ? new(book, last.Number, last.Hash) : null;

    /// <param name="expected">Where the chain ended at the last check.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(AuditHead? expected, CancellationToken cancel)
    {
        headSeen = expected is null;
        if (await db.AuditAnchors.AsNoTracking().Where(a => a.Book == book).OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancel) is { } anchor)
        {
            last = (anchor.Number, anchor.Hash, anchor.Through);
            headSeen = headSeen || expected!.Number <= anchor.Number;
            if (seals.Open(anchor.Seal) != AuditChain.Sealed(anchor.TenantId, book, anchor.Number, anchor.Hash))
            {
                Add(AuditFault.BlockChanged, anchor.Number);
            }

            await TakeUpAsync(null, anchor.Through, cancel);
        }

        while (await db.AuditBlocks.AsNoTracking().Where(b => b.Book == book && b.Number > last.Number).OrderBy(b => b.Number).Take(BlocksAtOnce).ToListAsync(cancel) is { Count: > 0 } some)
        {
            foreach (var block in some)
            {
                headSeen = headSeen || (block.Number == expected!.Number && block.Hash == expected.Hash);
                await WalkAsync(block, cancel);
            }
        }

        if (!headSeen)
        {
            Add(AuditFault.EndCut, expected!.Number);
        }

        await EndAsync(cancel);
    }

    private async Task WalkAsync(AuditBlock block, CancellationToken cancel)
    {
        Blocks++;
        var isGap = block.Number != last.Number + 1;
        if (isGap)
        {
            Add(AuditFault.BlockMissing, block.Number);
        }

        var isWhole = AuditChain.HashOf(block) == block.Hash && seals.Open(block.Seal) == AuditChain.Sealed(block.TenantId, book, block.Number, block.Hash)
            && block.Entries.Length == block.Rows * AuditChain.EntryLength && (isGap || block.PreviousHash == last.Hash);
        if (!isWhole)
        {
            Add(AuditFault.BlockChanged, block.Number);
        }

        await TakeUpAsync(last.Through, block.Through, cancel);
        await CompareAsync(block, cancel);
        if (isGap)
        {
            // What the missing blocks spoke of is not known any more; the gap itself is the finding.
            unclaimed.Clear();
        }

        last = (block.Number, block.Hash, last.Through is { } before && before > block.Through ? before : block.Through);
    }

    private async Task TakeUpAsync(DateTimeOffset? after, DateTimeOffset through, CancellationToken cancel)
    {
        foreach (var row in (await db.AuditRowsAsync(book, after, through, cancel)).Where(r => !moved.Contains(r.Id)))
        {
            unclaimed[row.Id] = row;
        }
    }

    private async Task CompareAsync(AuditBlock block, CancellationToken cancel)
    {
        List<(Guid Id, byte[] Hash)> missing = [];
        foreach (var entry in AuditChain.Read(block.Entries))
        {
            Rows++;
            if (!unclaimed.Remove(entry.Id, out var row))
            {
                missing.Add(entry);
            }
            else if (!row.Hash.AsSpan().SequenceEqual(entry.Hash))
            {
                Add(AuditFault.RowChanged, block.Number, row.Id, row.At);
            }
        }

        // A row whose moment was changed stands elsewhere now.
        foreach (var some in missing.Chunk(AuditSealing.BlockSize))
        {
            var elsewhere = (await db.AuditRowsAsync(book, [.. some.Select(m => m.Id)], cancel)).ToDictionary(r => r.Id);
            foreach (var (id, _) in some)
            {
                var row = elsewhere.GetValueOrDefault(id);
                Add(row is null ? AuditFault.RowDeleted : AuditFault.RowChanged, block.Number, id, row?.At);
                moved.Add(id);
            }
        }
    }

    private async Task EndAsync(CancellationToken cancel)
    {
        var settled = last.Through - AuditSealing.LookBack;
        foreach (var row in unclaimed.Values.Where(r => !moved.Contains(r.Id)).OrderBy(r => r.At))
        {
            if (row.At <= settled)
            {
                Add(AuditFault.RowInserted, null, row.Id, row.At);
            }
            else
            {
                NotSealed++;
            }
        }

        var rest = db.AuditKeys(book);
        NotSealed += await (last.Through is { } end ? rest.Where(k => k.At > end) : rest).CountAsync(cancel);
    }

    private void Add(AuditFault fault, int? block, Guid? row = null, DateTimeOffset? at = null)
    {
        Wrong++;
        if (findings.Count < AuditCheck.MostFindings)
        {
            findings.Add(new(book, fault, block, row, at));
        }
    }
}
