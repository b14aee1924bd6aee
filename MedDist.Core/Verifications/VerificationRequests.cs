namespace MedDist.Core.Verifications;

/// <summary>Opens a case that nobody has asked for yet.</summary>
public sealed record OpenVerification(Guid RecipientId, Guid ManufacturerId, VerificationType Type);
