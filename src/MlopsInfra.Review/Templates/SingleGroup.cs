using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>The part of a template that goes into its one resource group.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Resources">What stands in it.</param>
/// <param name="Left">What the program declares besides, as type and name.</param>
internal sealed record SingleGroup(string Group, ImmutableArray<TemplateResource> Resources, ImmutableArray<string> Left)
{
    /// <summary>Takes it out of a template.</summary>
    /// <param name="template">The template.</param>
    /// <exception cref="TemplateException">There is none, or more than one.</exception>
    public static SingleGroup Of(DeploymentTemplate template)
    {
        if (template.Groups is not [var group])
        {
            throw new TemplateException(template.Groups.IsEmpty
                ? $"The stack {template.Stack} declares nothing in a resource group; a flat template and a Bicep file are for "
                    + "one. --arm-template without --flat writes what it declares."
                : $"The stack {template.Stack} declares resources in the groups {string.Join(", ", template.Groups)}; a flat "
                    + "template and a Bicep file are for one. --arm-template without --flat writes them all.");
        }

        var resources = template.Resources.Where(resource => resource.Group is not null).ToImmutableArray();
        var above = template.Resources.Where(resource => resource.Group is null)
            .Select(resource => $"{resource.Record.Type} {resource.ProgramName}");
        return new SingleGroup(group, resources, [.. template.NotInIt.Concat(above).Order(StringComparer.Ordinal)]);
    }
}
