using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Organizations;

/// <summary>Makes and changes the customers of the caller's tenant. One that orders stays: a tenant keeps an active organisation, an active organisation an active facility.</summary>
public sealed class OrganizationService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>Makes an organisation. Fails where something is wrong with the entry, or the name is taken.</summary>
    public async Task<Result<Guid>> CreateAsync(OrganizationEntry entry, CancellationToken cancel = default)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var read = entry.Read();
        if (read.Value is not { } facts)
        {
            return read.Failure!;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await ProblemAsync(db, null, facts, cancel) is { } problem)
        {
            return problem;
        }

        var made = new Organization { Name = facts.Name, Type = facts.Type };
        made.Change(facts);
        db.Add(made);
        return await db.TrySaveAsync(OrganizationFailures.Stale, cancel) is { Failure: { } failure } ? failure : made.Id;
    }

    /// <summary>Changes the facts of an organisation. Fails as not found, stale, or invalid by field.</summary>
    public async Task<Result> ChangeAsync(Guid id, OrganizationEntry entry, CancellationToken cancel = default)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var read = entry.Read();
        if (read.Value is not { } facts)
        {
            return read.Failure!;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var organization = await db.Organizations.FirstOrDefaultAsync(o => o.Id == id, cancel);
        if (organization is null || organization.Version != entry.SeenVersion)
        {
            return organization is null ? OrganizationFailures.NotFound : OrganizationFailures.Stale;
        }

        if (await ProblemAsync(db, id, facts, cancel) is { } problem)
        {
            return problem;
        }

        organization.Change(facts);
        return await db.TrySaveAsync(OrganizationFailures.Stale, cancel);
    }

    /// <summary>Puts it on hold, makes it inactive, or has it order again. Its facilities follow: none of them is offered while it does not order.</summary>
    public async Task<Result> SetStatusAsync(Guid id, SetAccountStatus set, CancellationToken cancel = default)
    {
        if ((Refused() ?? Unexplained(set)) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var organization = await db.Organizations.FirstOrDefaultAsync(o => o.Id == id, cancel);
        if (organization is null || organization.Version != set.SeenVersion)
        {
            return organization is null ? OrganizationFailures.NotFound : OrganizationFailures.Stale;
        }

        if (organization.Status == AccountStatus.Active && set.Status != AccountStatus.Active)
        {
            await MeetAsync(db, cancel);
            if (!await db.Organizations.AnyAsync(o => o.Id != id && o.Status == AccountStatus.Active, cancel))
            {
                return OrganizationFailures.LastOrganization;
            }
        }

        organization.Become(set.Status, set.Reason.OrNull());
        return await db.TrySaveAsync(OrganizationFailures.Stale, cancel);
    }

    /// <summary>Makes a facility of an organisation.</summary>
    public async Task<Result<Guid>> AddFacilityAsync(Guid organizationId, FacilityEntry entry, CancellationToken cancel = default)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var read = entry.Read();
        if (read.Value is not { } facts)
        {
            return read.Failure!;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Organizations.AnyAsync(o => o.Id == organizationId, cancel))
        {
            return OrganizationFailures.NotFound;
        }

        if (await db.Facilities.AnyAsync(f => f.OrganizationId == organizationId && f.Name == facts.Name, cancel))
        {
            return OrganizationFailures.FacilityNameTaken(facts.Name);
        }

        var made = Facility.Of(organizationId, facts);
        db.Add(made);
        return await db.TrySaveAsync(OrganizationFailures.FacilityStale, cancel) is { Failure: { } failure } ? failure : made.Id;
    }

    /// <summary>Changes the facts of a facility. Fails as not found, stale, or invalid by field.</summary>
    public async Task<Result> ChangeFacilityAsync(Guid id, FacilityEntry entry, CancellationToken cancel = default)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var read = entry.Read();
        if (read.Value is not { } facts)
        {
            return read.Failure!;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var facility = await db.Facilities.FirstOrDefaultAsync(f => f.Id == id, cancel);
        if (facility is null || facility.Version != entry.SeenVersion)
        {
            return facility is null ? OrganizationFailures.FacilityNotFound : OrganizationFailures.FacilityStale;
        }

        if (facts.Name != facility.Name && await db.Facilities.AnyAsync(f => f.OrganizationId == facility.OrganizationId && f.Id != id && f.Name == facts.Name, cancel))
        {
            return OrganizationFailures.FacilityNameTaken(facts.Name);
        }

        facility.Change(facts);
        return await db.TrySaveAsync(OrganizationFailures.FacilityStale, cancel);
    }

    /// <summary>Puts a facility on hold, makes it inactive, or has it order again. Orders on their way go on.</summary>
    public async Task<Result> SetFacilityStatusAsync(Guid id, SetAccountStatus set, CancellationToken cancel = default)
    {
        if ((Refused() ?? Unexplained(set)) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var facility = await db.Facilities.Include(f => f.Organization).FirstOrDefaultAsync(f => f.Id == id, cancel);
        if (facility is null || facility.Version != set.SeenVersion)
        {
            return facility is null ? OrganizationFailures.FacilityNotFound : OrganizationFailures.FacilityStale;
        }

        if (facility.Status == AccountStatus.Active && set.Status == AccountStatus.Closed && facility.Organization!.Status == AccountStatus.Active)
        {
            await MeetAsync(db, cancel);
            if (!await db.Facilities.AnyAsync(f => f.OrganizationId == facility.OrganizationId && f.Id != id && f.Status == AccountStatus.Active, cancel))
            {
                return OrganizationFailures.LastFacility;
            }
        }

        facility.Become(set.Status, set.Reason.OrNull());
        return await db.TrySaveAsync(OrganizationFailures.FacilityStale, cancel);
    }

    private Failure? Refused() => OrganizationPermissions.MayManage(call.Role) && call.TenantId is not null ? null : OrganizationFailures.NotYours;

    private static Failure? Unexplained(SetAccountStatus set) =>
        set.Status is AccountStatus.Suspended or AccountStatus.Closed && (set.Reason.OrNull() is not { } why || why.Length > Organization.ReasonLength) ? OrganizationFailures.NoReason : null;

    /// <summary>Two who take away the last but one at once meet at the tenant's row, and one of them fails.</summary>
    private static async Task MeetAsync(MedDistDbContext db, CancellationToken cancel) => db.Entry(await db.Tenants.SingleAsync(cancel)).Property(t => t.Settings).IsModified = true;

    private static async Task<Failure?> ProblemAsync(MedDistDbContext db, Guid? id, OrganizationFacts facts, CancellationToken cancel)
    {
        if (await db.Organizations.AnyAsync(o => o.Name == facts.Name && o.Id != id, cancel))
        {
            return OrganizationFailures.NameTaken(facts.Name);
        }

        return facts.Contract?.DocumentId is { } document && !await db.Documents.AnyAsync(d => d.Id == document && d.OwnerType == DocumentOwner.Organization && d.OwnerId == id, cancel) ? OrganizationFailures.NoDocument : null;
    }
}
