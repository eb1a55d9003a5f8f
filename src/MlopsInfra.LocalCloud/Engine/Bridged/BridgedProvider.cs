using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine.Bridged.Terraform;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged;

/// <summary>
/// A provider without ARM behind it (azuredevops, github): a Terraform provider's rules, bridged as Pulumi does it, and the
/// service's names and references, over the same store.
/// </summary>
internal sealed class BridgedProvider(CloudContext cloud, PackageSchema schema, TerraformFacts facts, BridgedService service)
    : IProvider
{
    private readonly BridgedRules _rules = new(cloud, service);

    public string Package => schema.Name;

    public ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken)
    {
        service.Configure(configuration);
        return ValueTask.CompletedTask;
    }

    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var resource = Schema(request.Type);
        var type = facts.Of(resource);
        // With ignoreChanges there are old inputs among the new ones, and defaults among them.
        var given = ReservedKeys.Said(request.NewInputs);
        var filled = TerraformDefaults.Fill(type.Inputs, request.OldInputs, given, BridgedNames.Automatic(resource, request));
        var inputs = SchemaSecrets.Mark(filled, resource.Body);
        // Terraform's rules are about what was said, automatic names among it, and not about its own defaults
        // (github.com/pulumi/pulumi-terraform-bridge/issues/1546).
        var said = inputs.TryGetValue("name", out var name) && name is PropertyValue.Text ? given.With("name", name) : given;
        var body = ArmWriter.Write(ReservedKeys.Remove(inputs), resource.Body).Json;
        ImmutableArray<CheckFailure> failures =
        [
            .. BodyValidator.Check(body, resource.Body).Errors
                .Select(error => new CheckFailure(error.Property, error.Message) { Code = error.Code }),
            .. new TerraformRules(type, request.Name, said).Failures(),
            .. _rules.Names(TypeName(resource), body),
        ];
        return ValueTask.FromResult(new CheckResult(inputs, failures));
    }

    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var resource = Schema(request.Type);
        var changes = TerraformDiff.Between(facts.Of(resource), request);
        var deleteFirst = changes.Any(change => change.ForcesReplacement)
            && (service.TypeOf(TypeName(resource)).DeleteBeforeReplace || BridgedNames.IsGiven(resource, request.NewInputs));
        return ValueTask.FromResult(new DiffResult([.. changes], deleteFirst));
    }

    public ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = Schema(request.Type);
        var type = TypeName(resource);
        lock (cloud.Store.Gate)
        {
            var (json, secrets) = Checked(resource, request.Inputs);
            _rules.References(type, json);
            var made = request.MayExist ? _rules.MadeFor(type, json, request.RequestId) : null;
            _rules.Uniqueness(type, json, made);
            var id = made is null || service.TypeOf(type).Id == BridgedId.Composite
                ? NewId(type, json, request.Urn) : BridgedService.IdOf(made);
            if (made is not null && made.Key == service.Key(type, id) && JsonNode.DeepEquals(made.Body, json))
                return ValueTask.FromResult(new ResourceState(id, null, Outputs(resource, made)));
            return ValueTask.FromResult(Write(resource, id, json, secrets, made, request.RequestId));
        }
    }

    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var resource = Schema(request.Type);
        lock (cloud.Store.Gate)
        {
            var existing = service.Find(TypeName(resource), request.Id)
                ?? throw new ProviderException("NotFound", $"{request.Type} '{request.Id}' does not exist any more.", request.Id,
                    404);
            var (json, secrets) = Checked(resource, request.NewInputs);
            _rules.References(TypeName(resource), json);
            return ValueTask.FromResult(Write(resource, request.Id, json, secrets, existing, existing.RequestId));
        }
    }

    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var resource = Schema(request.Type);
        var type = facts.Of(resource);
        var isKnown = request.Inputs.Count > 0 || request.Outputs.Count > 0;
        if (!isKnown && !type.Importable)
            throw new ProviderException("ImportNotSupported", $"resource {type.Name} doesn't support import", request.Id, 400);
        if (service.Find(TypeName(resource), request.Id) is not { } stored) return ValueTask.FromResult<ResourceState?>(null);
        var outputs = Outputs(resource, stored);
        var inputs = isKnown ? TerraformInputs.Refresh(request.Inputs, outputs) : TerraformInputs.Extract(type.Inputs, outputs);
        return ValueTask.FromResult<ResourceState?>(new ResourceState(request.Id, inputs, outputs));
    }

    public ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var key = service.Key(TypeName(Schema(request.Type)), request.Id);
        lock (cloud.Store.Gate)
        {
            if (cloud.Store.Find(key) is not null) cloud.Store.Commit([new StoreChange(key, null)]);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new InvokeResult(service.Invoke(request.Token[(request.Token.LastIndexOf(':') + 1)..],
            request.Arguments), []));

    private (JsonObject Json, IReadOnlyList<string> Secrets) Checked(ResourceSchema resource, PropertyMap inputs)
    {
        var body = ArmWriter.Write(ReservedKeys.Remove(inputs), resource.Body);
        var (json, errors) = BodyValidator.Check(body.Json, resource.Body);
        if (errors.Count > 0) throw ProviderErrors.From(ArmErrors.Invalid(errors));
        service.Check(TypeName(resource), json);
        return (json, body.Secrets);
    }

    private ResourceState Write(ResourceSchema resource, string id, JsonObject json, IReadOnlyList<string> secrets,
        StoredResource? existing, string? requestId)
    {
        var type = TypeName(resource);
        var computed = new JsonObject { ["id"] = id };
        service.Complete(type, id, json, computed);
        ImmutableArray<string> pointers = [.. secrets.Distinct(StringComparer.Ordinal)
            .Where(pointer => JsonPointer.Get(json, pointer) is not null).Select(pointer => $"b{pointer}")];
        var stored = new StoredResource(service.Key(type, id), service.StoredType(type), json, computed,
            existing?.CreatedOn ?? cloud.Now, cloud.Now, pointers) { RequestId = requestId };
        // An id that is made of inputs is another one if the program has changed since its creation was cut off.
        StoreChange[] moved = existing is null || existing.Key.Equals(stored.Key, StringComparison.OrdinalIgnoreCase)
            ? [] : [new StoreChange(existing.Key, null)];
        cloud.Store.Commit([.. moved, new StoreChange(stored.Key, stored)]);
        return new ResourceState(id, null, Outputs(resource, stored));
    }

    private string NewId(string type, JsonObject json, string urn)
    {
        var rule = service.TypeOf(type);
        if (rule.Id == BridgedId.Composite)
            return string.Join(':', rule.IdParts.Select(part => json.Text(part) ?? json.At(part)?.ToJsonString() ?? ""));
        for (var attempt = 0; ; attempt++)
        {
            var words = (string[])[type, urn, attempt.ToString(CultureInfo.InvariantCulture)];
            var id = rule.Id == BridgedId.Guid
                ? MadeUpIds.From(words)
                : (Convert.ToInt32(MadeUpIds.Hex(5, words), 16) % 99_999 + 1).ToString(CultureInfo.InvariantCulture);
            if (service.Find(type, id) is null) return id;
        }
    }

    private static PropertyMap Outputs(ResourceSchema resource, StoredResource stored) =>
        ArmReader.Read(JsonPaths.Merge(stored.Body, stored.Computed), resource.Outputs, Secrets(stored));

    private static HashSet<string> Secrets(StoredResource stored) =>
        stored.Secrets.Select(pointer => pointer[1..]).ToHashSet(StringComparer.Ordinal);

    /// <summary><c>azuredevops:index/project:Project</c> is called <c>Project</c>.</summary>
    private static string TypeName(ResourceSchema resource) => resource.Token[(resource.Token.LastIndexOf(':') + 1)..];

    private ResourceSchema Schema(string token) => schema.FindResource(token)
        ?? throw new ProviderException("UnknownResourceType",
            $"The local cloud does not know '{token}'. docs/local-cloud.md lists what it knows.", token);
}
