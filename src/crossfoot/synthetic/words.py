"""Names for invented people: plants, birds and rivers; of workers: stones."""

from __future__ import annotations

_FORENAMES = """
Acer Alder Almond Angelica Apple Ash Aspen Aster Avocet Balsam Bay Beech Betony Birch Bittern Bluebell Borage
Bracken Bramble Briar Bryony Bunting Buttercup Calla Camellia Campion Caraway Catkin Cedar Chaffinch Cherry
Chicory Cicely Clover Coot Coral Corncrake Cowslip Crane Crocus Curlew Cypress Daffodil Dahlia Daisy Dipper
Dotterel Dove Dunlin Dunnock Egret Elder Elm Fennel Fern Fieldfare Finch Firecrest Flax Foxglove Freesia Fulmar
Gadwall Gannet Gentian Ginger Godwit Goldcrest Gorse Grebe Greenshank Harrier Hawthorn Hazel Heath Heather
Hemlock Heron Hobby Holly Honesty Hornbeam Hyssop Iris Ivy Jackdaw Jasmine Jay Juniper Kestrel Kite Kittiwake
Knot Lapwing Larch Lark Laurel Lavender Lilac Lily Linden Linnet Lobelia Lotus Lovage Lupin Magnolia Magpie
Mallow Maple Marigold Martin Meadow Medlar Melilot Merlin Mimosa Mint Mistle Moss Myrtle Nettle Nightjar
Nuthatch Oak Oleander Olive Orchid Oriole Osier Osprey Ouzel Oxlip Pansy Partridge Pear Peony Petrel Petunia
Pigeon Pimpernel Pine Pipit Plover Plum Pochard Poppy Primrose Privet Puffin Quail Quince Rail Raven Redstart
Redwing Reed Robin Rook Rose Rosemary Rowan Rue Ruff Rush Saffron Sage Sanderling Scaup Sedge Senna Serin Shrike
Silver Siskin Skylark Snipe Snowdrop Sorrel Sparrow Spruce Starling Stint Stonechat Stork Swallow Swan Swift
Sycamore Tamarisk Tansy Teal Teasel Tern Thistle Thrift Thrush Thyme Tulip Turnstone Twite Valerian Verbena
Vetch Viola Wagtail Warbler Waxwing Wheatear Whimbrel Whinchat Wigeon Willow Woad Woodcock Woodruff Wren Wryneck
Yarrow Yew Zinnia
"""

_SURNAMES = """
Adder Aire Allen Ancholme Ant Arun Avon Axe Babingley Blyth Bollin Bourne Bure Burn Calder Cam Chess Churn Clun
Coln Colne Coquet Crouch Culm Dane Dart Deben Derwent Dove Duddon Ebble Eden Ehen Ellen Enborne Erme Esk Exe Eye
Fal Foss Fowey Frome Gipping Glaven Goyt Great Greta Gwash Hamble Hodder Humber Irt Irwell Isis Itchen Kenn
Kennet Kent Lambourn Lark Lathkill Lea Leam Leven Lod Loddon Lune Lyd Lyn Lynher Manifold Medway Meon Mersey
Mimram Mole Nadder Nar Nene Nidd Ock Orwell Otter Ouse Parrett Penk Piddle Plym Pont Quaggy Ray Rea Ribble Roch
Roding Rother Rye Seven Severn Sherbourne Sheaf Skell Soar Sowe Stiffkey Stort Stour Sow Swale Swift Tamar Tame
Tas Tavy Tees Teign Teme Test Thet Thurne Till Tiddy Torridge Trent Tud Tweed Tyne Ure Usk Ver Wandle Wansbeck
Waveney Wear Welland Wenning Wensum Wey Wharfe Windrush Wissey Witham Worth Wye Wylye Yare Yarrow Yarty Yealm
Yeo
"""

_WORKERS = """
Amber Basalt Beryl Chalk Clay Cobalt Coral Diorite Dolerite Feldspar Flint Garnet Gneiss Granite Gypsum Jade
Jasper Limestone Loam Malachite Marble Marl Mica Obsidian Onyx Opal Pumice Quartz Ruby Sandstone Schist Shale
Slate Topaz
"""
FORENAMES = tuple(_FORENAMES.split())
SURNAMES = tuple(_SURNAMES.split())
WORKERS = tuple(_WORKERS.split())
"""First names of workers."""
