namespace MlopsInfra.Torture.Secrets;

/// <summary>
/// A secret that is planted, to be looked for: two pieces that occur nowhere else, with what is hard to write between them.
/// </summary>
/// <param name="Name">What it is.</param>
/// <param name="First">How it begins: 12 letters and digits.</param>
/// <param name="Last">How it ends: 12 letters and digits.</param>
/// <param name="Middle">What is hard to write: quotes, ampersands, a letter with an accent.</param>
internal sealed record PlantedSecret(string Name, string First, string Last, string Middle)
{
    private const string Letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The secret.</summary>
    public string Value => First + Middle + Last;

    /// <summary>Makes one up.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="random">Where its characters come from.</param>
    public static PlantedSecret Make(string name, Random random)
    {
        char[] middle = ['+', '"', '\\', '&', '<', '>', 'é', '%'];
        random.Shuffle(middle);
        return new PlantedSecret(name, Piece(random), Piece(random), new string(middle));
    }

    private static string Piece(Random random) => new(random.GetItems<char>(Letters, 12));
}
