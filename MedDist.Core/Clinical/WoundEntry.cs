using System.Globalization;
using MedDist.Core.Orders;

namespace MedDist.Core.Clinical;

/// <summary>The clinical part of an order form as it is typed, readable or not, so that a draft loses nothing.</summary>
public sealed record WoundEntry
{
    public const int MostWeeks = 520;

    public string? Type { get; init; }

    /// <summary>For example <c>4.5x3.2x0.8</c>; read by <see cref="WoundSize"/>.</summary>
    public string? Size { get; init; }

    public string? Location { get; init; }

    /// <summary>For how many weeks it has been treated.</summary>
    public string? Weeks { get; init; }

    public IReadOnlyList<string> Treatments { get; init; } = [];

    /// <summary>The size, where it can be read.</summary>
    public WoundSize? Measured => WoundSize.Read(Size).Size;

    /// <summary>What is wrong, by the name of the field; with <paramref name="isRequired"/> also what is missing.</summary>
    public IReadOnlyDictionary<string, string> Problems(bool isRequired)
    {
        Dictionary<string, string> problems = [];
        Add(nameof(Type), isRequired && string.IsNullOrWhiteSpace(Type) ? "Choose the type of the wound." : null);
        Add(nameof(Size), WoundSize.Read(Size).Problem ?? (isRequired && string.IsNullOrWhiteSpace(Size) ? "Write the size of the wound, such as 4.5x3.2." : null));
        Add(nameof(Location), isRequired && string.IsNullOrWhiteSpace(Location) ? "Choose where the wound is." : null);
        Add(nameof(Weeks), string.IsNullOrWhiteSpace(Weeks) || WeeksRead is not null ? null : $"Write whole weeks, from 0 to {MostWeeks}.");
        return problems;

        void Add(string field, string? problem)
        {
            if (problem is not null)
            {
                problems[field] = problem;
            }
        }
    }

    /// <summary>The order's intake with what can be read of this.</summary>
    public OrderIntake WriteTo(OrderIntake intake) => intake with
    {
        Wound = Measured is { } size ? new(size.LengthCm, size.WidthCm, size.DepthCm, Trimmed(Type), Trimmed(Location)) : null,
        PreviousTreatments = [.. Treatments],
        TreatmentDurationWeeks = WeeksRead,
    };

    /// <summary>What an order's intake says, as it would be typed.</summary>
    public static WoundEntry Of(OrderIntake intake) => new()
    {
        Type = intake.Wound?.Type,
        Size = intake.Wound is { } wound ? string.Join('x', new[] { wound.LengthCm, wound.WidthCm, wound.DepthCm }.OfType<decimal>().Select(WoundSize.Number)) : null,
        Location = intake.Wound?.Location,
        Weeks = intake.TreatmentDurationWeeks?.ToString(CultureInfo.InvariantCulture),
        Treatments = intake.PreviousTreatments,
    };

    private int? WeeksRead => int.TryParse(Weeks, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var weeks) && weeks is >= 0 and <= MostWeeks ? weeks : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
