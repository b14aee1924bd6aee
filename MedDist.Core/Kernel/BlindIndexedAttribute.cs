namespace MedDist.Core.Kernel;

/// <summary>
/// Marks a text property that the database holds only as a keyed hash (HMAC-SHA256, with a key that the database does not hold): found by its exact value and by nothing else. It is computed from
/// an encrypted one beside it and has no value of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BlindIndexedAttribute : Attribute;
