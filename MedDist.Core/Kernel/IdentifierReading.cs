using System.Diagnostics.CodeAnalysis;

namespace MedDist.Core.Kernel;

/// <summary>An identifier as it is stored, read from what somebody typed; or what is wrong with it and what to write.</summary>
/// <param name="Value">As it is stored; null where it cannot be.</param>
/// <param name="Problem">What to do; null where it is fine.</param>
public sealed record IdentifierReading(string? Value, string? Problem)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsRight => Problem is null;

    public static IdentifierReading Right(string value) => new(value, null);

    public static IdentifierReading Wrong(string problem) => new(null, problem);
}
