using System.Globalization;
using System.Security.Cryptography;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>Names for runs that got none, in MLflow's manner: two words and a number.</summary>
internal static class RunNames
{
    private static readonly string[] Adjectives =
        ["able", "bold", "calm", "clean", "eager", "fair", "gentle", "keen", "light", "mellow", "quick", "quiet", "steady",
            "warm"];

    private static readonly string[] Nouns =
        ["crane", "deer", "finch", "fox", "hare", "heron", "koi", "lark", "mole", "newt", "otter", "owl", "seal", "swan"];

    /// <summary>A new one.</summary>
    public static string Next() => string.Create(CultureInfo.InvariantCulture,
        $"{RandomNumberGenerator.GetItems(Adjectives, 1)[0]}-{RandomNumberGenerator.GetItems(Nouns, 1)[0]}-"
            + $"{RandomNumberGenerator.GetInt32(1000)}");
}
