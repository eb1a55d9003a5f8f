using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Templates;

/// <summary>Names that a template can't take over from the cloud that the program was tried on.</summary>
internal static class TemplateNames
{
    /// <summary>Gives the resources their names.</summary>
    /// <param name="resources">The resources.</param>
    public static void Choose(TemplateResources resources)
    {
        foreach (var resource in resources.All.Where(resource => !resource.IsGroup))
        {
            if (MadeOf(resource, resources) is { } parts) resource.OwnName = new TemplateExpression.NameGuid(parts);
        }

        // Many tools take resources of one type and name for one, whatever they extend.
        var extensions = resources.All.Where(resource => resource is { ScopeId: not null, OwnName: TemplateExpression.Text });
        foreach (var same in extensions.GroupBy(resource => (resource.Form.Type,
            string.Join('/', resource.Id.Providers[^1].Names))))
        {
            if (same.Count() == 1) continue;
            foreach (var resource in same)
                resource.OwnName = new TemplateExpression.Text($"{resource.Id.Providers[^1].Names[^1]}-{Target(resource, same)}");
        }
    }

    // A GUID that the program makes of ids and principals is another one in each subscription.
    private static ImmutableArray<TemplateExpression>? MadeOf(TemplateResource resource, TemplateResources resources)
    {
        var name = resource.Id.Providers[^1].Names[^1];
        if (!Guid.TryParse(name, out _) || Input(resource.Record, name) is not { } input) return null;
        var sources = resource.Record.PropertyDependencies.GetValueOrDefault(input, [])
            .Select(resources.Find).OfType<TemplateResource>().Where(source => source != resource.Scope).ToList();
        if (sources.Count == 0 && resource.Scope is null) return null;
        var role = resource.Form.Body["properties"]?["roleDefinitionId"]?.GetValue<string>();
        return
        [
            .. resource.Scope is { } scope ? [new TemplateExpression.IdOf(scope)] : ImmutableArray<TemplateExpression>.Empty,
            .. sources.OrderBy(source => source.Record.Urn, StringComparer.Ordinal)
                .Select(source => new TemplateExpression.IdOf(source)),
            new TemplateExpression.Text(role is null ? resource.ProgramName : role[(role.LastIndexOf('/') + 1)..]),
        ];
    }

    private static string? Input(ResourceRecord record, string value) =>
        record.Inputs.FirstOrDefault(input => input.Value.WithoutSecretMark is PropertyValue.Text text
            && text.Value == value).Key;

    private static string Target(TemplateResource resource, IEnumerable<TemplateResource> others)
    {
        var @short = Short(resource.ScopeId!);
        return others.Count(other => Short(other.ScopeId!) == @short) == 1
            ? @short : string.Join('-', resource.ScopeId!.Providers.SelectMany(part => part.Names));
    }

    // A part that is there once in each resource is called `default`; its type says more.
    private static string Short(ArmId id) =>
        id.Providers[^1] is { Names: [.., "default"] } part
            ? part.Type[(part.Type.LastIndexOf('/') + 1)..] : id.Providers[^1].Names[^1];
}
