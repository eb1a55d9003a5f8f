using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>A function that looks at its arguments only.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fewest">How many arguments it needs.</param>
/// <param name="Most">How many it takes.</param>
/// <param name="Apply">What it does.</param>
internal sealed record TemplateFunction(string Name, int Fewest, int Most, Func<IReadOnlyList<JsonNode?>, JsonNode?> Apply)
{
    /// <summary>Calls it.</summary>
    /// <exception cref="TemplateException">The arguments don't fit.</exception>
    public JsonNode? Call(IReadOnlyList<JsonNode?> arguments)
    {
        if (arguments.Count < Fewest || arguments.Count > Most)
        {
            var wanted = Fewest == Most ? $"{Fewest}" : Most == int.MaxValue ? $"at least {Fewest}" : $"{Fewest} to {Most}";
            throw new TemplateException(
                $"Unable to evaluate template language function '{Name}': function requires {wanted} argument(s) while "
                    + $"{arguments.Count} were provided. Please see https://aka.ms/arm-functions for usage details.");
        }

        try
        {
            return Apply(arguments);
        }
        catch (TemplateException exception)
        {
            throw new TemplateException($"The template language function '{Name}': {exception.Message} Please see "
                + "https://aka.ms/arm-functions for usage details.");
        }
    }
}
