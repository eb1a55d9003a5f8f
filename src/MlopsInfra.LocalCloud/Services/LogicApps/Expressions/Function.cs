using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>A function that looks at its arguments only.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fewest">How many arguments it needs.</param>
/// <param name="Most">How many it takes.</param>
/// <param name="Apply">What it does.</param>
internal sealed record Function(string Name, int Fewest, int Most, Func<IReadOnlyList<JsonNode?>, JsonNode?> Apply)
{
    /// <summary>Calls it.</summary>
    /// <exception cref="ExpressionException">The arguments don't fit.</exception>
    public JsonNode? Call(IReadOnlyList<JsonNode?> arguments)
    {
        if (arguments.Count < Fewest || arguments.Count > Most)
        {
            var wanted = Fewest == Most ? $"{Fewest}" : Most == int.MaxValue ? $"at least {Fewest}" : $"{Fewest} to {Most}";
            throw new ExpressionException(
                $"The template function '{Name}' takes {wanted} arguments, but is given {arguments.Count}.");
        }

        try
        {
            return Apply(arguments);
        }
        catch (ExpressionException exception)
        {
            throw new ExpressionException($"The template function '{Name}': {exception.Message}");
        }
    }
}
