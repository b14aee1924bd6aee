namespace MedDist.Core.Kernel;

/// <summary>Text as somebody typed it.</summary>
internal static class TypedText
{
    /// <summary>Without blanks around it; null where nothing is left.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
