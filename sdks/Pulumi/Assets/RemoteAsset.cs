using Pulumi.Serialization;

namespace Pulumi;

public sealed class RemoteAsset(string uri) : Asset(WireConstants.AssetMemberUri, uri);
