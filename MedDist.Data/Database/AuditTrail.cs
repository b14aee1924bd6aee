using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using MedDist.Core.Auditing;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Reports;
using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace MedDist.Data.Database;

/// <summary>Writes one <see cref="ActivityLog"/> row for each tenant row that a save adds, changes or deletes, in the same transaction. PHI is hidden.</summary>
internal sealed class AuditTrail(TimeProvider clock) : SaveChangesInterceptor
{
    private const string Hidden = "•••";

    // They are a log themselves, or the system's own mail and queue, which keep their history; or what somebody is still typing, saved every other second.
    private static readonly Type[] Unlogged = [typeof(QueueItem), typeof(Notification), typeof(NotificationDelivery), typeof(CarrierMessage), typeof(OrderDraft), typeof(JobRun), typeof(MetricSnapshot), typeof(MetricProgress)];

    private static readonly HashSet<string> Stamped = [nameof(Entity.Version), nameof(Entity.CreatedAt), nameof(Entity.UpdatedAt), nameof(ITenantOwned.TenantId), nameof(Entity.Id)];

    // Asking for an attribute takes longer than writing a row.
    private static readonly ConcurrentDictionary<PropertyInfo, bool> Phi = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Log((MedDistDbContext)eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Log((MedDistDbContext)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Log(MedDistDbContext context)
    {
        var rows = context.ChangeTracker.Entries<TenantEntity>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !Unlogged.Contains(e.Metadata.ClrType) && !DerivedFacts.AreAllThatChanges(e))
            .ToList();
        foreach (var entry in rows)
        {
            context.ActivityLogs.Add(new ActivityLog
            {
                TenantId = entry.Entity.TenantId,
                UserId = context.Call.UserId,
                Action = $"{entry.Metadata.ClrType.Name}.{entry.State}",
                EntityType = entry.Metadata.ClrType.Name,
                EntityId = entry.Entity.Id,
                Changes = entry.State == EntityState.Modified ? ChangesOf(entry) : [],
                IpAddress = context.Call.IpAddress,
                CreatedAt = clock.GetUtcNow(),
            });
        }
    }

    private static List<FieldChange> ChangesOf(EntityEntry entry)
    {
        var row = entry.Row();
        return [.. entry.Modified().Where(p => p.DeclaringType is IComplexType || !Stamped.Contains(p.Name)).Select(p => ChangeOf(row, p))];
    }

    private static FieldChange ChangeOf(IUpdateEntry row, IProperty property)
    {
        var complex = (property.DeclaringType as IComplexType)?.ComplexProperty;
        var name = complex is null ? property.Name : $"{complex.Name}.{property.Name}";
        return IsHidden(complex?.PropertyInfo) || IsHidden(property.PropertyInfo) ? new(name, Hidden, Hidden) : new(name, Text(row.GetOriginalValue(property)), Text(row.GetCurrentValue(property)));
    }

    private static bool IsHidden(PropertyInfo? property) => property is not null && Phi.GetOrAdd(property, p => p.IsDefined(typeof(PhiAttribute)));

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTimeOffset moment => moment.ToString("u", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        string s => s,
        _ => System.Text.Json.JsonSerializer.Serialize(value, System.Text.Json.JsonSerializerOptions.Web),
    };
}
