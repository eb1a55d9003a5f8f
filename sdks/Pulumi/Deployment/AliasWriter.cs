using Pulumirpc;

namespace Pulumi;

/// <summary>
/// Writes the former identities of a resource. An engine that understands their specs derives what children inherit; for
/// others all URNs are worked out here (protocol O8 to O10).
/// </summary>
internal sealed class AliasWriter(Deployment deployment)
{
    public async Task WriteAsync(Resource resource, RegisterResourceRequest request)
    {
        var own = new List<Alias>();
        foreach (var input in resource.Options.Aliases)
        {
            var data = await input.ToOutput().Data;
            if (data.IsKnown && data.Value is { } alias)
                own.Add(Checked(alias));
        }
        if (await deployment.Monitor.SupportsAsync("aliasSpecs"))
            foreach (var alias in own)
                request.Aliases.Add(await SpecAsync(alias));
        else
            request.AliasURNs.Add(await AliasUrns.FindAsync(resource, own));
    }

    private static Alias Checked(Alias alias)
    {
        var parents = (alias.Parent is null ? 0 : 1) + (alias.ParentUrn is null ? 0 : 1) + (alias.NoParent ? 1 : 0);
        return parents <= 1 ? alias : throw new ArgumentException(
            "Only specify one of 'Parent', 'ParentUrn' or 'NoParent' in an Alias");
    }

    private static async Task<Pulumirpc.Alias> SpecAsync(Alias alias)
    {
        if (alias.Urn is { } urn)
            return new Pulumirpc.Alias { Urn = urn };
        var spec = new Pulumirpc.Alias.Types.Spec
        {
            Name = await TextAsync(alias.Name),
            Type = await TextAsync(alias.Type),
            Stack = await TextAsync(alias.Stack),
            Project = await TextAsync(alias.Project),
        };
        if (alias.Parent is { } parent)
            spec.ParentUrn = (await parent.Urn.Data).Value;
        else if (alias.ParentUrn is { } parentUrn)
            spec.ParentUrn = await TextAsync(parentUrn);
        else
            // False says: the parent it has now (protocol O9).
            spec.NoParent = alias.NoParent;
        return new Pulumirpc.Alias { Spec = spec };
    }

    private static async ValueTask<string> TextAsync(Input<string>? input) => (await input.ToOutput().Data).Value ?? "";
}
