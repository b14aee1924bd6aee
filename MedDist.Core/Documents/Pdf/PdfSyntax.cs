using System.Globalization;
using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>Numbers, text strings and dates as PDF writes them (ISO 32000-1, 7.3 and 7.9).</summary>
internal static class PdfSyntax
{
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A literal string for printable ASCII; UTF-16 in hexadecimal for everything else.</summary>
    public static string Text(string value)
    {
        if (value.Any(c => c is < ' ' or > '~'))
        {
            return $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value))}>";
        }

        return $"({value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal)})";
    }

    public static string Date(DateTimeOffset at) =>
        $"(D:{at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)";

    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");
}
