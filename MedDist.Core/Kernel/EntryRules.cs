using System.ComponentModel.DataAnnotations;

namespace MedDist.Core.Kernel;

/// <summary>Checks an entry by its annotations and by what depends on the day, all at once.</summary>
internal static class EntryRules
{
    /// <summary>Everything that is wrong; of <paramref name="more"/> what holds, at fields that have no other problem. Null where nothing is.</summary>
    public static Failure? Check(IValidatableObject entry, params (bool Holds, Failure.Invalid Problem)[] more)
    {
        var fields = (Orders.OrderRequestRules.Check(entry) as Failure.Invalid)?.Fields.ToDictionary() ?? [];
        foreach (var (field, words) in more.Where(m => m.Holds).SelectMany(m => m.Problem.Fields))
        {
            fields.TryAdd(field, words);
        }

        return fields.Count == 0 ? null : new Failure.Invalid(fields);
    }
}
