using MedDist.Core.Coverage;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Recipients;

/// <summary>Enters recipients and changes what is known of them.</summary>
public sealed class RecipientService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TimeProvider clock)
{
    /// <summary>
    /// Enters a recipient with the cover they name. Who is limited to assignments registers them with a place of theirs; their first one, where none is chosen. Fails as not your role, or invalid: fields
    /// of the cover begin with <c>Primary.</c> and <c>Secondary.</c>.
    /// </summary>
    public async Task<Result<Guid>> CreateAsync(NewRecipient entry, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayEdit(call.Role))
        {
            return RecipientFailures.NotYourRole;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var staged = await StageAsync(db, entry, cancel);
        if (!staged.Succeeded)
        {
            return staged.Failure;
        }

        await db.SaveChangesAsync(cancel);
        return staged.Value.Id;
    }

    /// <summary>The same in the caller's context, who has asked for the role and saves.</summary>
    internal async Task<Result<Recipient>> StageAsync(MedDistDbContext db, NewRecipient entry, CancellationToken cancel)
    {
        var placed = await PlacedAsync(db, entry, cancel);
        if (await WrongAsync(db, placed, cancel) is { } wrong)
        {
            return wrong;
        }

        var covers = await CoversAsync(db, placed, cancel);
        if (!covers.Succeeded)
        {
            return covers.Failure;
        }

        var recipient = new Recipient { Type = placed.Type, Identifier = placed.Identifier.OrNull() ?? OwnNumber() };
        recipient.Edit(placed with { Identifier = null });
        db.Add(recipient);
        db.AddRange(covers.Value.Select((c, i) => CoveragePolicy.Of(recipient.Id, c, c.PayerType, isPrimary: i == 0)));
        return recipient;
    }

    /// <summary>Changes what is known of a recipient; their open orders carry the new name. Fails as not found, not your role, stale or invalid.</summary>
    public async Task<Result> EditAsync(Guid id, EditRecipient entry, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayEdit(call.Role))
        {
            return RecipientFailures.NotYourRole;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleRecipients().Include(r => r.Terms).FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } recipient)
        {
            return RecipientFailures.NotFound;
        }

        if (recipient.Version != entry.SeenVersion)
        {
            return RecipientFailures.Stale;
        }

        var known = entry with { Type = recipient.Type };
        var keepsPlace = (recipient.OrganizationId, recipient.FacilityId) == (entry.OrganizationId, entry.FacilityId);
        var problem = known.Check(await TodayAsync(db, cancel)) ?? (keepsPlace ? null : await PlaceProblemAsync(db, known, cancel));
        if (problem is { } wrong)
        {
            return wrong;
        }

        var name = recipient.FullName;
        db.RemoveRange(recipient.Edit(known with { Identifier = known.Identifier.OrNull() }));
        if (recipient.FullName != name)
        {
            foreach (var order in await db.Orders.Where(o => o.RecipientId == id && o.Section != QueueSection.Done).ToListAsync(cancel))
            {
                order.CallRecipient(recipient.FullName);
            }
        }

        await ResignAsync(db, id, cancel);
        return await db.TrySaveAsync(RecipientFailures.Stale, cancel);
    }

    /// <summary>Forms that name the recipient otherwise than when they were signed are to be signed again.</summary>
    private async Task ResignAsync(MedDistDbContext db, Guid recipientId, CancellationToken cancel)
    {
        var signed = db.Documents.Where(d => d.OwnerType == DocumentOwner.Order && d.Status == DocumentStatus.SignatureComplete);
        var orders = await db.Orders.Include(o => o.Items).ThenInclude(i => i.Product)
            .Where(o => o.RecipientId == recipientId && o.Section != QueueSection.Done && signed.Any(d => d.OwnerId == o.Id)).ToListAsync(cancel);
        foreach (var order in orders)
        {
            await SignatureUpkeep.FollowAsync(db, order, call, clock.GetUtcNow(), cancel);
            await facts.RefreshAsync(db, [order], cancel);
        }
    }

    /// <summary>What is wrong with a recipient being entered, for a form that shows it before anything is saved; null where nothing is.</summary>
    public async Task<Failure?> CheckAsync(NewRecipient entry, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await WrongAsync(db, entry, cancel) ?? (await CoversAsync(db, entry, cancel)).Failure;
    }

    private async Task<Failure?> WrongAsync(MedDistDbContext db, NewRecipient entry, CancellationToken cancel) =>
        entry.Check(await TodayAsync(db, cancel)) ?? await PlaceProblemAsync(db, entry, cancel);

    private async Task<DateOnly> TodayAsync(MedDistDbContext db, CancellationToken cancel) => DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);

    /// <summary>The covers that are entered, each checked; the primary one first.</summary>
    private async Task<Result<IReadOnlyList<CoverageEntry>>> CoversAsync(MedDistDbContext db, NewRecipient entry, CancellationToken cancel)
    {
        List<CoverageEntry> covers = [];
        var today = await TodayAsync(db, cancel);
        foreach (var (name, cover) in new[] { (nameof(entry.Primary), entry.Primary), (nameof(entry.Secondary), entry.Secondary) })
        {
            if (cover is null or { IsEmpty: true })
            {
                continue;
            }

            var read = await CoverageService.ReadAsync(db, cover, null, today, cancel);
            if (!read.Succeeded)
            {
                return read.Failure is Failure.Invalid invalid ? new Failure.Invalid(invalid.Fields.ToDictionary(f => $"{name}.{f.Key}", f => f.Value)) : read.Failure;
            }

            covers.Add(read.Value);
        }

        return covers;
    }

    /// <summary>With the caller's own place, where they have one and have chosen none.</summary>
    private async Task<NewRecipient> PlacedAsync(MedDistDbContext db, NewRecipient entry, CancellationToken cancel)
    {
        if (entry.OrganizationId is not null || entry.FacilityId is not null || call.Role?.IsLimitedToAssignments() != true)
        {
            return entry;
        }

        var mine = await db.AssignedFacilities().OrderBy(f => f.Name).FirstOrDefaultAsync(cancel);
        return entry with { OrganizationId = mine?.OrganizationId ?? call.Assignments.OrganizationIds.Cast<Guid?>().FirstOrDefault(), FacilityId = mine?.Id };
    }

    private async Task<Failure?> PlaceProblemAsync(MedDistDbContext db, RecipientEntry entry, CancellationToken cancel)
    {
        var isLimited = call.Role?.IsLimitedToAssignments() == true;
        if (entry.FacilityId is { } facility)
        {
            var found = await db.AssignedFacilities().Where(f => f.Id == facility).Select(f => (Guid?)f.OrganizationId).FirstOrDefaultAsync(cancel);
            return found is null ? RecipientFailures.NotYourPlace : entry.OrganizationId is { } organization && organization != found ? RecipientFailures.WrongPlace : null;
        }

        return entry.OrganizationId is { } chosen && isLimited ? call.Assignments.OrganizationIds.Contains(chosen) ? null : RecipientFailures.NotYourPlace
            : entry.OrganizationId is { } other ? await db.Organizations.AnyAsync(o => o.Id == other, cancel) ? null : RecipientFailures.NotYourPlace
            : isLimited ? RecipientFailures.NotYourPlace : null;
    }

    /// <summary>Stands in until the facility's own number is known; says nothing about the person.</summary>
    private static string OwnNumber() => "R-" + Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
}
