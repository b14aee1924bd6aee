using System.Collections.Concurrent;
using System.Reflection;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MedDist.Data.Database;

/// <summary>Tells changes of a row from changes of what is only derived (<see cref="DerivedAttribute"/>).</summary>
internal static class DerivedFacts
{
    // Asking for an attribute takes longer than reading a row.
    private static readonly ConcurrentDictionary<PropertyInfo, bool> Marked = [];

    /// <summary>Whether nothing of this row changes but derived facts.</summary>
    public static bool AreAllThatChanges(EntityEntry entry)
    {
        if (entry.State != EntityState.Modified)
        {
            return false;
        }

        var (row, some) = (entry.Row(), false);
        foreach (var property in entry.Metadata.GetFlattenedProperties())
        {
            if (!row.IsModified(property))
            {
                continue;
            }

            if (!IsMarked(property))
            {
                return false;
            }

            some = true;
        }

        return some;
    }

    private static bool IsMarked(IProperty property) =>
        property.DeclaringType is IEntityType && property.PropertyInfo is { } info && Marked.GetOrAdd(info, p => p.IsDefined(typeof(DerivedAttribute), true));
}
