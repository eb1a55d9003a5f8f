using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>The options of <c>mlops local preview</c> that make a review of it.</summary>
internal sealed class ReviewOptions
{
    private readonly Option<string?> _against = new("--against")
    {
        HelpName = "FILE",
        Description =
            "Compare with what 'mlops local snapshot' printed, of another commit for example. Default: the local stack.",
    };

    private readonly Option<string?> _markdown = new("--markdown")
    {
        HelpName = "FILE",
        Description = "Write the review as Markdown, for a pull request.",
    };

    private readonly Option<string?> _html = new("--html")
    {
        HelpName = "FILE",
        Description = "Write the review as one page that needs nothing else, with the architecture drawn.",
    };

    private readonly Option<string?> _armTemplate = new("--arm-template")
    {
        HelpName = "FILE",
        Description = "Write all that the program declares in Azure as one ARM template, for tools that read such.",
    };

    private readonly Option<string[]> _azurePolicy = new("--azure-policy")
    {
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Say what Azure's policies would refuse or rewrite: Microsoft's built-in ones, or those of exported "
            + "definitions, initiatives and assignments (repeatable).",
    };

    private readonly Option<bool> _flat = new("--flat")
    {
        Description = "With --arm-template: a template for one resource group with all resources at the top, for tools that "
            + "don't look into deployments.",
    };

    private readonly Option<string?> _bicep = new("--bicep")
    {
        HelpName = "FILE",
        Description = "Write all that the program declares in its resource group as a Bicep file.",
    };

    /// <summary>All of them, for a command to list.</summary>
    public Option[] All => [_against, _markdown, _html, _armTemplate, _flat, _bicep, _azurePolicy];

    /// <summary>What is wrong with what was said; null if nothing is.</summary>
    /// <param name="result">The command line.</param>
    public string? Problem(CommandResult result) =>
        result.GetValue(_flat) && result.GetValue(_armTemplate) is null
            ? $"{_flat.Name} says how {_armTemplate.Name} is written: give that, too." : null;

    /// <summary>What was said.</summary>
    /// <param name="parsed">The command line.</param>
    public ReviewFiles Read(ParseResult parsed) =>
        new(parsed.GetValue(_against), parsed.GetValue(_markdown), parsed.GetValue(_html), parsed.GetValue(_armTemplate),
            parsed.GetValue(_flat), parsed.GetValue(_bicep))
        {
            AzurePolicies = parsed.GetResult(_azurePolicy) is null ? null : parsed.GetValue(_azurePolicy) ?? [],
        };
}
