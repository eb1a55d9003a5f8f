using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin.Serving;

/// <summary>What an engine asks, as a provider understands it.</summary>
internal static class Requests
{
    /// <summary>
    /// A check. The protocol does not say whether it is for a preview, so it is taken for one: what is not there yet is then left
    /// unknown, see <see cref="Create"/>.
    /// </summary>
    public static CheckRequest Check(Wire.CheckRequest request)
    {
        var seed =
            request.RandomSeed.IsEmpty ? SHA256.HashData(Encoding.UTF8.GetBytes(request.Urn)) : request.RandomSeed.ToByteArray();
        var name = request.Name.Length > 0 ? request.Name : NameOf(request.Urn);
        return new CheckRequest(
            request.Urn, TypeOf(request.Type, request.Urn), name, Existing(request.Olds), WireReader.ReadMap(request.News),
            IsPreview: true, ImmutableArray.Create(seed));
    }

    /// <summary>A comparison.</summary>
    public static DiffRequest Diff(Wire.DiffRequest request) => new(
        request.Urn, TypeOf(request.Type, request.Urn), request.Id, WireReader.ReadMap(request.OldInputs),
        WireReader.ReadMap(request.Olds), WireReader.ReadMap(request.News));

    /// <summary>
    /// A creation. What the check left unknown, although this is no preview, is what it could not find out: it is left out, and
    /// the cloud says what it thinks of that.
    /// </summary>
    public static CreateRequest Create(Wire.CreateRequest request) =>
        new(request.Urn, TypeOf(request.Type, request.Urn), Known(request.Properties),
            Timeout(request.Timeout));

    /// <summary>The preview of a creation.</summary>
    public static PreviewRequest Preview(Wire.CreateRequest request) =>
        new(request.Urn, TypeOf(request.Type, request.Urn), null, null, WireReader.ReadMap(request.Properties));

    /// <summary>A read, for a refresh, an import or a program that refers to what it does not own.</summary>
    public static ReadRequest Read(Wire.ReadRequest request) =>
        new(request.Urn, TypeOf(request.Type, request.Urn), request.Id, WireReader.ReadMap(request.Inputs),
            WireReader.ReadMap(request.Properties));

    /// <summary>An update in place.</summary>
    public static UpdateRequest Update(Wire.UpdateRequest request) => new(
        request.Urn, TypeOf(request.Type, request.Urn), request.Id, WireReader.ReadMap(request.OldInputs),
        WireReader.ReadMap(request.Olds),
        Known(request.News), Timeout(request.Timeout));

    /// <summary>The preview of an update.</summary>
    public static PreviewRequest Preview(Wire.UpdateRequest request) => new(
        request.Urn, TypeOf(request.Type, request.Urn), WireReader.ReadMap(request.OldInputs), WireReader.ReadMap(request.Olds),
        WireReader.ReadMap(request.News));

    /// <summary>A deletion.</summary>
    public static DeleteRequest Delete(Wire.DeleteRequest request) => new(
        request.Urn, TypeOf(request.Type, request.Urn), request.Id, WireReader.ReadMap(request.OldInputs),
        WireReader.ReadMap(request.Properties), Timeout(request.Timeout));

    // A resource that does not exist yet has no old inputs, or empty ones.
    private static PropertyMap? Existing(Struct? olds) =>
        olds is null || olds.Fields.Count == 0 ? null : WireReader.ReadMap(olds);

    private static PropertyMap Known(Struct? inputs)
    {
        var map = WireReader.ReadMap(inputs);
        return map.ContainsUnknowns
            ? new PropertyMap(map.Where(member => member.Value.WithoutSecretMark is not PropertyValue.UnknownValue)) : map;
    }

    private static TimeSpan? Timeout(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;

    // Older engines send the URN alone: urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME.
    private static string TypeOf(string type, string urn)
    {
        if (type.Length > 0) return type;
        var parts = urn.Split("::", 4);
        return parts.Length == 4 ? parts[2][(parts[2].LastIndexOf('$') + 1)..] : "";
    }

    private static string NameOf(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : urn;
}
