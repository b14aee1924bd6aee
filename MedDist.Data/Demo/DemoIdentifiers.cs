using System.Globalization;

namespace MedDist.Data.Demo;

/// <summary>Identifiers of the right form that belong to nobody.</summary>
internal static class DemoIdentifiers
{
    private const string MbiLetters = "ACDEFGHJKMNPQRTUVWXY";

    /// <summary>
    /// National provider identifier with its check digit (Luhn over <c>80840</c> and the number; CMS NPI check digit document). It begins with 2, which
    /// the standard allows and the register has not given out.
    /// </summary>
    public static string Npi(Dice dice)
    {
        var digits = "2" + dice.Digits(8);
        return digits + LuhnDigit("80840" + digits).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Medicare beneficiary identifier (CMS "Understanding the MBI Format": 11 characters, no S L O I B Z), different for each number below 400,000. All
    /// share the first six characters of CMS's own specimen 1EG4-TE5-MK73.
    /// </summary>
    public static string Mbi(int number)
    {
        var spread = (int)(number * 7919L % 400_000);
        var letters = spread / 1000;
        return string.Create(CultureInfo.InvariantCulture, $"1EG4TE{spread % 10}{MbiLetters[letters / 20]}{MbiLetters[letters % 20]}{spread / 10 % 100:00}");
    }

    /// <summary>Employer identification number (26 CFR 301.6109-1) with a prefix that is not in use.</summary>
    public static string Ein(Dice dice) => $"89-{dice.Digits(7)}";

    /// <summary>Fictitious telephone number: 555-0100 to 555-0199 are reserved in every area.</summary>
    public static string Phone(Dice dice, string areaCode) => $"({areaCode}) 555-01{dice.Digits(2)}";

    /// <summary>UPS tracking number with its check digit; the shipper is the word DEMO.</summary>
    public static string Ups(Dice dice)
    {
        var body = "DEMO00" + "03" + dice.Digits(7);
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var value = char.IsDigit(body[i]) ? body[i] - '0' : (body[i] - 3) % 10;
            sum += i % 2 == 1 ? value * 2 : value;
        }

        return string.Create(CultureInfo.InvariantCulture, $"1Z{body}{(10 - sum % 10) % 10}");
    }

    /// <summary>FedEx Express tracking number, 12 digits with its check digit; it begins with zeros, so that it is plainly made up.</summary>
    public static string Fedex(Dice dice)
    {
        int[] weights = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
        var body = "000" + dice.Digits(8);
        var sum = body.Select((c, i) => (c - '0') * weights[i]).Sum();
        return string.Create(CultureInfo.InvariantCulture, $"{body}{sum % 11 % 10}");
    }

    private static int LuhnDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[digits.Length - 1 - i] - '0';
            var doubled = i % 2 == 0 ? value * 2 : value;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return (10 - sum % 10) % 10;
    }
}
