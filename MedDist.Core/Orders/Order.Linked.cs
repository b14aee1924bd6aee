namespace MedDist.Core.Orders;

/// <summary>Orders that one form became, because its products come from several manufacturers.</summary>
public sealed partial class Order
{
    private const string LinkedName = "linked";

    /// <summary>Numbers of the orders that were submitted together with this one.</summary>
    public IReadOnlyList<string> LinkedNumbers => Metadata.GetValueOrDefault(LinkedName)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Notes the orders of the same form; <paramref name="numbers"/> may hold this one's.</summary>
    public void LinkForm(IEnumerable<string> numbers)
    {
        var others = string.Join(' ', numbers.Where(n => n != OrderNumber));
        if (others.Length > 0)
        {
            Metadata[LinkedName] = others;
        }
    }
}
