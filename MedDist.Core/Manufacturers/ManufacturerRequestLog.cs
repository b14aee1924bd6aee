using System.ComponentModel.DataAnnotations;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>"ACME asked by text on 3 May for all renewals."</summary>
public sealed record LogManufacturerRequest
{
    [Required(ErrorMessage = "Choose the manufacturer.")]
    public Guid? ManufacturerId { get; init; }

    public ManufacturerRequestType Type { get; init; }

    [Required(ErrorMessage = "Say how they asked.")]
    public RequestChannel? Via { get; init; }

    [StringLength(100, ErrorMessage = "At most 100 characters.")]
    public string? RequestedBy { get; init; }

    /// <summary>The day they asked on; today unless given.</summary>
    public DateOnly? RequestedOn { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>Only what ends on or before this day; null for all renewals.</summary>
    public DateOnly? EndingBy { get; init; }

    [StringLength(ManufacturerRequest.WordsLength, ErrorMessage = "At most 4,000 characters.")]
    public string? Details { get; init; }
}

/// <summary>Closes a request with what was sent.</summary>
public sealed record CloseManufacturerRequest
{
    [Required(ErrorMessage = "Write what was sent or done."), StringLength(ManufacturerRequest.WordsLength, ErrorMessage = "At most 4,000 characters.")]
    public string? Outcome { get; init; }

    [Range(0, 100_000, ErrorMessage = "Write how many, 0 to 100,000.")]
    public int? Sent { get; init; }
}

/// <summary>Logs what manufacturers ask for, closes it with what was sent, and tells the desk when it is due.</summary>
public sealed class ManufacturerRequestLog(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, TimeProvider clock)
{
    public async Task<Result<Guid>> LogAsync(LogManufacturerRequest request, CancellationToken cancel = default)
    {
        if (!ManufacturerPermissions.MayManage(call.Role))
        {
            return ManufacturerFailures.NotYours;
        }

        var zone = (await tenants.FindAsync(call.TenantId!.Value, cancel))!.Zone;
        if ((OrderRequestRules.Check(request) ?? Days(request, DayCount.DayOf(clock.GetUtcNow(), zone))) is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Manufacturers.AnyAsync(m => m.Id == request.ManufacturerId, cancel))
        {
            return ManufacturerFailures.NotFound;
        }

        var row = RowOf(request, zone);
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        return row.Id;
    }

    /// <summary>Closes it. The count and the workbook of what was sent for it from here are kept with it, unless another count is given.</summary>
    public Task<Result> CloseAsync(Guid id, int version, CloseManufacturerRequest close, CancellationToken cancel = default) => ChangeAsync(id, version, async (db, request) =>
    {
        if (OrderRequestRules.Check(close) is { } wrong)
        {
            return wrong;
        }

        if (!request.IsOpen)
        {
            return ManufacturerFailures.RequestClosed;
        }

        var sent = await VerificationBundles.SentForAsync(db, id, cancel);
        request.Complete(clock.GetUtcNow(), call.UserName, close.Outcome!.Trim(), close.Sent ?? sent.Cases, sent.WorkbookId);
        return Result.Ok;
    }, cancel);

    /// <summary>It was closed by mistake.</summary>
    public Task<Result> ReopenAsync(Guid id, int version, CancellationToken cancel = default) => ChangeAsync(id, version, (_, request) =>
    {
        if (request.IsOpen)
        {
            return Task.FromResult<Result>(ManufacturerFailures.RequestOpen);
        }

        request.Reopen();
        return Task.FromResult(Result.Ok);
    }, cancel);

    /// <summary>Tells the desk of the open requests that are due today or before, once for each due day; returns how many. For the job, as the system of one tenant.</summary>
    public async Task<int> RemindDueAsync(CancellationToken cancel = default)
    {
        var today = DayCount.DayOf(clock.GetUtcNow(), (await tenants.FindAsync(call.TenantId!.Value, cancel))!.Zone);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.ManufacturerRequests.Include(r => r.Manufacturer)
            .Where(r => r.Status != ManufacturerRequestStatus.Completed && r.DueOn != null && r.DueOn <= today && (r.RemindedOf == null || r.RemindedOf != r.DueOn)).OrderBy(r => r.DueOn).ThenBy(r => r.Id).ToListAsync(cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        var (told, coordinators) = (0, await db.CoordinatorsAsync(cancel));
        foreach (var request in due.Where(r => r.Remind(today)))
        {
            coordinators.ForEach(c => db.Notify(
                c, "manufacturer.request_due", $"{request.Manufacturer!.Name} wants an answer by {RequestWords.Day(request.DueOn!.Value)}", request.RequestType.Label(), $"/manufacturers/requests/{request.Id}"));
            told++;
        }

        // Another node that was faster has told them.
        return (await db.TrySaveAsync(ManufacturerFailures.RequestStale, cancel)).Succeeded ? told : 0;
    }

    private async Task<Result> ChangeAsync(Guid id, int version, Func<MedDistDbContext, ManufacturerRequest, Task<Result>> change, CancellationToken cancel)
    {
        if (!ManufacturerPermissions.MayManage(call.Role))
        {
            return ManufacturerFailures.NotYours;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.ManufacturerRequests.FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } request)
        {
            return ManufacturerFailures.RequestNotFound;
        }

        if (request.Version != version)
        {
            return ManufacturerFailures.RequestStale;
        }

        var changed = await change(db, request);
        return changed.Succeeded ? await db.TrySaveAsync(ManufacturerFailures.RequestStale, cancel) : changed;
    }

    private ManufacturerRequest RowOf(LogManufacturerRequest request, TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            ManufacturerId = request.ManufacturerId!.Value,
            RequestType = request.Type,
            RequestedVia = request.Via,
            RequestedAt = request.RequestedOn is { } day && day < DayCount.DayOf(now, zone) ? DayCount.MomentOf(day, new(12, 0), zone) : now,
            RequestedBy = request.RequestedBy.OrNull(),
            DueOn = request.DueOn,
            EndingBy = request.Type == ManufacturerRequestType.BulkIvrUpdate ? request.EndingBy : null,
            Details = request.Details.OrNull(),
            CreatedByUserId = call.UserId,
            CreatedByName = call.UserName,
        };
    }

    private static Failure.Invalid? Days(LogManufacturerRequest request, DateOnly today)
    {
        var wrong = new Dictionary<string, string[]>();
        if (request.RequestedOn > today)
        {
            wrong[nameof(request.RequestedOn)] = ["That day is still to come."];
        }

        if (request.DueOn < (request.RequestedOn ?? today))
        {
            wrong[nameof(request.DueOn)] = ["That is before they asked."];
        }

        return wrong.Count > 0 ? new(wrong) : null;
    }
}
