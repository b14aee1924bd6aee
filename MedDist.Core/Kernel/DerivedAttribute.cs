namespace MedDist.Core.Kernel;

/// <summary>Marks a stored fact that follows from other rows. Saving such facts alone is no new version of the row and no entry of the audit trail.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DerivedAttribute : Attribute;
