using System.Linq.Expressions;
using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>Reads the log of what manufacturers asked for; who may not see manufacturers sees nothing of it.</summary>
public sealed class ManufacturerRequestQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    private static readonly Permission View = ManufacturerPermissions.All[0];

    /// <summary>One page: open ones first, the earliest due before the others, then the closed ones, the latest first.</summary>
    public async Task<ManufacturerRequestList> ListAsync(ManufacturerRequestFilter filter, CancellationToken cancel = default)
    {
        if (!View.Allows(call.Role))
        {
            return new([], 0, 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = db.ManufacturerRequests.AsQueryable();
        all = filter.ManufacturerId is { } manufacturer ? all.Where(r => r.ManufacturerId == manufacturer) : all;
        var open = all.Where(r => r.Status != ManufacturerRequestStatus.Completed);
        var matching = filter.IsOpen switch { true => open, false => all.Where(r => r.Status == ManufacturerRequestStatus.Completed), null => all };
        var rows = await matching
            .OrderBy(r => r.Status == ManufacturerRequestStatus.Completed ? 1 : 0).ThenBy(r => r.Status == ManufacturerRequestStatus.Completed || r.DueOn == null ? 1 : 0)
            .ThenBy(r => r.Status == ManufacturerRequestStatus.Completed ? null : r.DueOn).ThenByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id)
            .Skip(Math.Max(0, filter.Skip)).Take(ManufacturerRequestFilter.PageSize).Select(ToRow).ToListAsync(cancel);
        return new(rows, await matching.CountAsync(cancel), await open.CountAsync(cancel));
    }

    /// <summary>One request; null when there is none for this caller.</summary>
    public async Task<ManufacturerRequestRow?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (!View.Allows(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ManufacturerRequests.Where(r => r.Id == id).Select(ToRow).FirstOrDefaultAsync(cancel);
    }

    /// <summary>All manufacturers by name, to choose from.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> ManufacturersAsync(CancellationToken cancel = default)
    {
        if (!View.Allows(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Manufacturers.OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new { m.Id, m.Name }).ToListAsync(cancel)).Select(m => (m.Id, m.Name))];
    }

    private static readonly Expression<Func<ManufacturerRequest, ManufacturerRequestRow>> ToRow = r => new ManufacturerRequestRow
    {
        Id = r.Id,
        Version = r.Version,
        ManufacturerId = r.ManufacturerId,
        Manufacturer = r.Manufacturer!.Name,
        Type = r.RequestType,
        Status = r.Status,
        Via = r.RequestedVia,
        RequestedBy = r.RequestedBy,
        RequestedAt = r.RequestedAt,
        DueOn = r.DueOn,
        EndingBy = r.EndingBy,
        Details = r.Details,
        LoggedBy = r.CreatedByName,
        Outcome = r.Outcome,
        SentCount = r.SentCount,
        WorkbookId = r.SentDocumentId,
        CompletedAt = r.CompletedAt,
        CompletedBy = r.CompletedByName,
    };
}
