using System.Reflection;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>One entry of the audit trail as a person reads it.</summary>
/// <param name="Id">The entry.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; null for the system.</param>
/// <param name="Action">What, in words.</param>
/// <param name="Record">What kind of record, in words; empty where it is about none.</param>
/// <param name="Label">Which one, without names of patients.</param>
/// <param name="Link">Its page, where it has one.</param>
/// <param name="Diffs">What changed.</param>
/// <param name="IpAddress">From where.</param>
public sealed record AuditLine(Guid Id, DateTimeOffset At, string? By, string Action, string Record, string? Label, string? Link, IReadOnlyList<AuditDiff> Diffs, string? IpAddress);

/// <summary>Turns stored entries into lines: names for ids, words for values, and nothing that the role may not read.</summary>
internal sealed class AuditReader(MedDistDbContext db)
{
    private readonly Dictionary<Guid, string> names = [];

    public async Task<IReadOnlyList<AuditLine>> LinesAsync(IReadOnlyList<ActivityLog> logs, CancellationToken cancel)
    {
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        await NameAsync(logs, cancel);
        return [.. logs.Select(l => LineOf(l, zone)).Where(l => l.Diffs.Count > 0 || !l.IsBare).Select(l => l.Line)];
    }

    private (AuditLine Line, bool IsBare, IReadOnlyList<AuditDiff> Diffs) LineOf(ActivityLog log, TimeZoneInfo zone)
    {
        var type = TypeOf(log.EntityType);
        IReadOnlyList<AuditDiff> diffs = [.. log.Changes.SelectMany(c => DiffsOf(log.EntityType, c, PropertyOf(type, c.Field), zone))];
        var line = new AuditLine(
            log.Id, log.CreatedAt, log.UserId is { } by ? names.GetValueOrDefault(by, "Somebody") : null, AuditWords.Action(log.Action), log.EntityType is null ? "" : AuditWords.Record(log.EntityType),
            log.EntityId is { } id ? names.GetValueOrDefault(id) : null, LinkOf(log.EntityType, log.EntityId), diffs, log.IpAddress);
        return (line, log.Action.EndsWith(".Modified", StringComparison.Ordinal), diffs);
    }

    private IEnumerable<AuditDiff> DiffsOf(string? entity, FieldChange change, PropertyInfo? property, TimeZoneInfo zone)
    {
        // Internal notes do not exist for others than the order desk; what is derived is nobody's doing.
        if ((entity == nameof(Order) && change.Field == nameof(Order.InternalNotes) && !OrderPermissions.MayTriage(db.Call.Role)) || property?.IsDefined(typeof(DerivedAttribute), true) == true)
        {
            return [];
        }

        var field = AuditWords.Field(change.Field);
        if (change.Before == AuditWords.Hidden && change.After == AuditWords.Hidden)
        {
            return [new(field, null, null, IsHidden: true)];
        }

        return AuditWords.Json(field, change.Before, change.After) is { Count: > 0 } deep ? deep : [new(field, Value(change.Before), Value(change.After))];

        string? Value(string? value) => Guid.TryParse(value, out var id) ? names.GetValueOrDefault(id, "another record") : AuditWords.Value(value, property?.PropertyType, zone);
    }

    private Type? TypeOf(string? entity) => entity is null ? null : db.Model.GetEntityTypes().Select(t => t.ClrType).FirstOrDefault(t => t.Name == entity);

    private static PropertyInfo? PropertyOf(Type? type, string field)
    {
        PropertyInfo? property = null;
        foreach (var name in field.Split('.'))
        {
            property = type?.GetProperty(name);
            type = property?.PropertyType;
        }

        return property;
    }

    /// <summary>Looks up what the entries speak of, one question per kind of record.</summary>
    private async Task NameAsync(IReadOnlyList<ActivityLog> logs, CancellationToken cancel)
    {
        var wanted = logs.SelectMany(l => new[] { l.UserId, l.EntityId }.Concat(l.Changes.SelectMany(c => new[] { c.Before, c.After }).Select(v => Guid.TryParse(v, out var id) ? id : (Guid?)null)))
            .OfType<Guid>().Distinct().ToList();
        // Super admins belong to no tenant and are named by nobody's list.
        await AddAsync(db.Users.Where(u => wanted.Contains(u.Id)).Select(u => new Named(u.Id, u.FullName)), cancel);
        await AddAsync(db.Orders.Where(o => wanted.Contains(o.Id)).Select(o => new Named(o.Id, o.OrderNumber)), cancel);
        await AddAsync(db.Manufacturers.Where(m => wanted.Contains(m.Id)).Select(m => new Named(m.Id, m.Name)), cancel);
        await AddAsync(db.ManufacturerSettings.Where(s => wanted.Contains(s.Id)).Join(db.Manufacturers, s => s.ManufacturerId, m => m.Id, (s, m) => new Named(s.Id, m.Name)), cancel);
        await AddAsync(db.ManufacturerContacts.Where(c => wanted.Contains(c.Id)).Join(db.Manufacturers, c => c.ManufacturerId, m => m.Id, (c, m) => new Named(c.Id, m.Name)), cancel);
        await AddAsync(db.Facilities.Where(f => wanted.Contains(f.Id)).Select(f => new Named(f.Id, f.Name)), cancel);
        await AddAsync(db.Organizations.Where(o => wanted.Contains(o.Id)).Select(o => new Named(o.Id, o.Name)), cancel);
        await AddAsync(db.Products.Where(p => wanted.Contains(p.Id)).Select(p => new Named(p.Id, p.Name)), cancel);
        await AddAsync(db.Payers.Where(p => wanted.Contains(p.Id)).Select(p => new Named(p.Id, p.Name)), cancel);
    }

    private async Task AddAsync(IQueryable<Named> rows, CancellationToken cancel)
    {
        foreach (var row in await rows.ToListAsync(cancel))
        {
            names[row.Id] = row.Name;
        }
    }

    private static string? LinkOf(string? entity, Guid? id) => id is null ? null : entity switch
    {
        nameof(Order) => $"/orders/{id}/full",
        "Recipient" => $"/recipients/{id}",
        "Verification" => $"/verifications/{id}",
        nameof(Manufacturer) => $"/manufacturers/{id}",
        "Organization" => $"/organizations/{id}",
        "Facility" => $"/facilities/{id}",
        "Payer" => $"/payers/{id}",
        nameof(User) => $"/users/{id}",
        "QueueItem" => $"/outbox/{id}",
        "BatchOperation" => $"/batches/{id}",
        "ManufacturerRequest" => $"/manufacturers/requests/{id}",
        _ => null,
    };

    private sealed record Named(Guid Id, string Name);
}
