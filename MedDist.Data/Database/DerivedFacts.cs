using System.Collections.Concurrent;
using System.Reflection;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

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

        var some = false;
        foreach (var property in entry.Properties.Where(p => p.IsModified))
        {
            if (property.Metadata.PropertyInfo is not { } info || !Marked.GetOrAdd(info, p => p.IsDefined(typeof(DerivedAttribute), true)))
            {
                return false;
            }

            some = true;
        }

        return some && !entry.ComplexProperties.Any(c => c.IsModified);
    }
}
