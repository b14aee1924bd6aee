namespace MedDist.Core.Kernel;

/// <summary>Marks a text property that is encrypted before it reaches the database, with keys that the database does not hold. It cannot be searched or sorted by.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncryptedAttribute : Attribute
{
    /// <summary>Whether the text has no limit of its own; otherwise it is short.</summary>
    public bool IsLong { get; init; }
}
